"""The arrows of docs/architecture.md in JavaScript: who may import whom, and no circles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_steps.paths import ROOT

#: Rooms by the beginning of their paths, and what each may import beside itself.
BELOW = {
    "web/pages": {"web/ui", "web/client", "web/client/predictor", "web/client/reading"},
    "web/ui": {
        *("web/client", "web/client/files", "web/client/predictor", "web/client/reading"),
        "web/vendor",
    },
    "web/client": {"web/client/predictor", "web/client/reading", "worker"},
    "web/client/predictor": {"web/client/reading"},
    "web/client/reading": {"web/client/files"},
    "web/client/files": {"web/vendor"},
    "worker": set(),
    "web/vendor": set(),
}
#: What all may import.
GROUND = "web/client/errors.js"
#: The one page that runs Python of its reader does so in a worker of its own.
ALLOWED = {("web/pages/how-it-works/python-worker.js", "worker/runtime.js")}
IMPORT = re.compile(
    r"""^(?:import|export)\b(?:[^'"]*?\bfrom)?\s*'(\.[^']+\.js)'|\bimport\('(\.[^']+\.js)'\)""",
    re.M,
)
TYPE = re.compile(r"@import \{[^}]*\} from '(\.[^']+\.js)'")
COMMENT = re.compile(r"/\*[\s\S]*?\*/|^\s*//.*$", re.M)


def _module(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imported(path: Path, *, later: bool) -> set[str]:
    code = COMMENT.sub("", path.read_text(encoding="utf-8"))
    found = set()
    for now, then in IMPORT.findall(code):
        if now or later:
            name = _module((path.parent / (now or then)).resolve())
            found.add(name.replace("web/worker/", "worker/"))  # beside client/ in the site
    return found


PATHS = sorted(
    path
    for folder in ("web/client", "web/pages", "web/ui", "web/vendor", "worker")
    for path in (ROOT / folder).rglob("*.js")
)
MODULES = {_module(path): _imported(path, later=False) for path in PATHS}
ALL_IMPORTS = {_module(path): _imported(path, later=True) for path in PATHS}


TYPES = {
    _module(path): {
        _module((path.parent / name).resolve()) for name in TYPE.findall(path.read_text("utf-8"))
    }
    for path in PATHS
}


def _room(module: str) -> str:
    return max((room for room in BELOW if module.startswith(f"{room}/")), key=len)


def _circles(needs: dict[str, set[str]]) -> set[str]:
    """Names that are in a circle, or need one that is."""
    left = set(needs)
    while leaves := {name for name in left if not needs[name] & left}:
        left -= leaves
    return left


def test_no_module_imports_itself_in_a_circle() -> None:
    assert not _circles(MODULES)


@pytest.mark.parametrize("room", BELOW)
def test_arrows_go_down(room: str) -> None:
    upward = [
        (module, needed)
        for module, imported in ALL_IMPORTS.items()
        if _room(module) == room
        for needed in imported
        if _room(needed) not in {room, *BELOW[room]}
        if needed != GROUND and (module, needed) not in ALLOWED
    ]
    assert not upward


def test_pages_with_charts_link_the_sheet_of_charts() -> None:
    chart, sheet = "web/ui/charts/chart.js", "./vendor/uplot.css"
    with_charts: set[str] = set()
    linking: set[str] = set()
    for main in (ROOT / "web/pages").glob("*/main.js"):
        name = main.parent.name.replace("home", "index")
        seen: set[str] = set()
        waiting = [_module(main)]
        while waiting:
            module = waiting.pop()
            seen.add(module)
            waiting += ALL_IMPORTS.get(module, set()) - seen  # vendored ones are made
        if chart in seen:
            with_charts.add(name)
        if sheet in (ROOT / f"web/{name}.html").read_text(encoding="utf-8"):
            linking.add(name)
    assert with_charts == linking
    assert len(linking) > 2


def test_no_page_imports_another() -> None:
    crossing = [
        (module, needed)
        for module, imported in ALL_IMPORTS.items()
        for needed in imported
        if module.startswith("web/pages/")
        and needed.startswith("web/pages/")
        and Path(module).parent != Path(needed).parent
    ]
    assert not crossing


def test_what_a_single_page_uses_lies_with_that_page() -> None:
    """What is in web/ui serves several pages, or parts that do; async holds what any may use."""
    users: dict[str, set[str]] = {}
    for module, imported in ALL_IMPORTS.items():
        for needed in imported | TYPES[module]:
            users.setdefault(needed, set()).add(module)
    lonely = []
    for module in ALL_IMPORTS:
        using = users.get(module, set())
        pages = {Path(name).parent for name in using if name.startswith("web/pages/")}
        shared = len(pages) > 1 or using - {name for name in using if "/pages/" in name}
        if module.startswith("web/ui/") and "/async/" not in module and pages and not shared:
            lonely.append((module, *pages))
    assert not lonely


def test_the_rooms_of_ui_need_one_another_in_one_direction() -> None:
    rooms: dict[str, set[str]] = {}
    for module, imported in ALL_IMPORTS.items():
        if module.startswith("web/ui/"):
            room = module.split("/")[2]
            needed = {name.split("/")[2] for name in imported if name.startswith("web/ui/")}
            rooms[room] = rooms.get(room, set()) | needed - {room}
    assert not _circles(rooms)
