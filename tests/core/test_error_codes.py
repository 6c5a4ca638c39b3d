"""The codes of errors and warnings: one list in Python, JavaScript, its types and the documents."""

import re
from inspect import getmembers, isclass

import pytest

from elm_core import exceptions
from elm_core.exceptions import InvalidInput, error_code
from elm_core.service import errors
from elm_core.service.collected_warnings import describe_warning
from elm_core.service.errors import describe_error
from tests.predicting import ROOT

#: Of the worker and the client, before and after there is a Python that could say them.
OF_JAVASCRIPT = {"worker-lost", "boot-failed", "disposed", "storage"}


def classes(module, kind):
    return [cls for _, cls in getmembers(module, isclass) if issubclass(cls, kind)]


def coded(kind):
    found = [*classes(exceptions, kind), *classes(errors, kind)]
    return {cls.code for cls in found if hasattr(cls, "code")}


WARNINGS = coded(Warning) | {describe_warning(UserWarning("any"))["code"]}
ERRORS = coded(Exception) - WARNINGS
ERRORS |= {error_code(error()) for error in (ValueError, MemoryError, KeyboardInterrupt, KeyError)}


def quoted(path, before, after):
    """Return the texts in quotes or backquotes between two parts of a file."""
    text = (ROOT / path).read_text(encoding="utf-8")
    part = text[text.index(before) :]
    return re.findall("['`]([a-z-]+)['`]", part[: part.index(after)])


def rows(before, after):
    text = (ROOT / "docs/protocol.md").read_text(encoding="utf-8")
    part = text[text.index(before) :]
    return re.findall(r"^\| `([a-z-]+)`", part[: part.index(after) if after else None], re.M)


@pytest.mark.parametrize(
    "listed",
    [
        quoted("worker/protocol.js", "ERROR_CODES", "]);"),
        quoted("worker/protocol.d.ts", "type ErrorCode", ";"),
        rows("Of errors", "Of warnings"),
    ],
    ids=["protocol.js", "protocol.d.ts", "protocol.md"],
)
def test_every_list_of_errors_has_those_of_python(listed):
    assert len(listed) == len(set(listed))
    assert set(listed) == ERRORS | OF_JAVASCRIPT


@pytest.mark.parametrize(
    "listed",
    [quoted("web/client/types/errors.d.ts", "interface Told", ";"), rows("Of warnings", None)],
    ids=["errors.d.ts", "protocol.md"],
)
def test_every_list_of_warnings_has_those_of_python(listed):
    assert sorted(listed) == sorted(WARNINGS)


def test_javascript_raises_no_other():
    paths = [*(ROOT / "web/client").rglob("*.js"), *(ROOT / "worker").glob("*.js")]
    found = set()
    for path in paths:
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"ElmError\(\s*'([a-z-]+)'|(?<=fail\(id, )'([a-z-]+)'", text))
    raised = {one or other for one, other in found}
    assert raised >= OF_JAVASCRIPT - {"worker-lost"}  # named where requests are lost
    assert raised <= ERRORS | OF_JAVASCRIPT


def test_details_have_a_type():
    given = InvalidInput("no", parameter="X", row=1, column="a")
    said = [
        describe_error(error)["details"] for error in (given, exceptions.CostlyModelError(2, 1))
    ]
    text = (ROOT / "web/client/types/errors.d.ts").read_text(encoding="utf-8")
    typed = set(re.findall(r"^  (\w+)\?:", text[text.index("interface ErrorDetails") :], re.M))
    assert {name for details in said for name in details} <= typed
