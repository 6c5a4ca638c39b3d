"""What the build does to the modules of embedders: comments go."""

from build_steps.modules import strip_comments

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
    (tmp_path / "tsconfig.json").write_text("{}")  # of a project that the site is built in
    strip_comments(tmp_path)
    made = (tmp_path / "deep/a.js").read_text()
    assert made.splitlines() == [
        "import { b } from './b.js';",
        "export const quoted = (text) => `// ${text} /* stays */`;",
        "export const pattern = /\\/\\*.*\\*\\//;",
    ]
