"""What the build does to modules: comments go, and pages announce what they import."""

import re

from build_steps.modules import announce, imported, strip_comments
from build_steps.paths import WEB

CODE = """// A comment.
// @ts-check
import { b } from './b.js';

/** @param {string} text */
export const quoted = (text) => `// ${text} /* stays */`; // goes
export const pattern = /\\/\\*.*\\*\\//;
"""


def test_comments_go_and_what_looks_like_them_stays(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/a.js").write_text(CODE)
    (tmp_path / "b.js").write_text("export const b = 1;\n")
    strip_comments(tmp_path)
    made = (tmp_path / "deep/a.js").read_text()
    assert made.splitlines() == [
        "import { b } from './b.js';",
        "export const quoted = (text) => `// ${text} /* stays */`;",
        "export const pattern = /\\/\\*.*\\*\\//;",
    ]


def test_what_is_imported_at_once_is_found(tmp_path):
    (tmp_path / "a.js").write_text("import { x,\n  y } from './b.js';\nimport './c.js';\n")
    (tmp_path / "b.js").write_text("export * from './c.js';\nconst d = () => import('./d.js');\n")
    (tmp_path / "c.js").write_text("import { a } from './a.js';\nimport z from 'elsewhere';\n")
    (tmp_path / "d.js").write_text("")
    assert [path.name for path in imported(tmp_path / "a.js")] == ["b.js", "c.js"]


def test_pages_announce_their_modules():
    page = (WEB / "share.html").read_text(encoding="utf-8")
    said = re.findall(r'<link rel="modulepreload" href="\./([^"]+)" />', announce(page, WEB))
    assert "client/predictor/core.js" in said
    assert "client/predictor/table.js" not in said
    assert len(said) == len(set(said))
