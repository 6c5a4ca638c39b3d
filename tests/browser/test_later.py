"""Modules that no start needs are there all the same when somebody imports them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_steps.server import SiteServer
from tests.browser.test_how_it_works_page import open_page, run

UNITTEST = """import unittest
class Sum(unittest.TestCase):
    def test_sum(self):
        self.assertEqual(1 + 1, 2)
suite = unittest.defaultTestLoader.loadTestsFromTestCase(Sum)
result = unittest.TextTestRunner(verbosity=0).run(suite)
print(result.testsRun, result.wasSuccessful())"""
OTHERS = """from email.mime.text import MIMEText
import encodings.latin_1, numpy.testing
import numpy.ma as ma
from numpy.polynomial import Polynomial
import elm_core.cli.main
print(MIMEText("a").get_content_type(), Polynomial([1, 2])(3), ma.array([1, 2], mask=[0, 1]).sum())
numpy.testing.assert_allclose(numpy.fft.irfft(numpy.fft.rfft([1.0, 2.0])), [1, 2])"""
MISSING = """import importlib.util
print(importlib.util.find_spec("unittest.nothing"), importlib.util.find_spec("nothing"))
import numpy.nothing"""
TRACED = """import configparser, traceback
try:
    configparser.ConfigParser().read_string("no section")
except configparser.Error:
    print(traceback.format_exc())"""


@pytest.mark.parametrize("visit", ["page", "returning_page"])
def test_they_are_imported_at_a_first_and_a_later_visit(
    visit: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(visit)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    open_page(page)
    expect(
        run(page, "map", "import json, re; print(json.dumps(re.findall('a', 'aa')))")
    ).to_have_text('["a", "a"]\n')
    assert "python_stdlib.zip" not in asked
    expect(run(page, "map", UNITTEST)).to_contain_text("1 True")
    expect(run(page, "map", OTHERS)).to_contain_text("text/plain 7.0 1")
    missing = run(page, "solve", MISSING)
    expect(missing).to_contain_text("None None")
    expect(missing).to_contain_text("No module named 'numpy.nothing'")
    traced = run(page, "solve", TRACED)
    expect(traced).to_contain_text("raise MissingSectionHeaderError(fpname, st.lineno, line)")
    assert asked.count("python_stdlib.zip") == 1


def test_a_wrong_answer_is_told_and_not_kept(
    page: Page, server: SiteServer, site: Path, watch
) -> None:
    [path] = site.glob("runtime-*/python_stdlib.zip")
    address = f"/{path.relative_to(site).as_posix()}"
    server.extra[address] = b"<h1>Welcome to our Wi-Fi</h1>"
    try:
        open_page(page)
        expect(run(page, "map", "import this")).to_contain_text(
            "could not load python_stdlib.zip, which has the module this"
        )
    finally:
        del server.extra[address]
    expect(run(page, "map", "import this")).to_contain_text("Beautiful is better than ugly.")
