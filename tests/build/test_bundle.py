"""What a page loads: one module, one sheet of ours and Pico, and what they name is there."""

import re
from pathlib import Path

import pytest

from build_steps.bundle import bundle_modules, bundled
from build_steps.node import ensure_node_modules
from build_steps.site import build_site

FILES = {
    "pages/tea/main.js": "import { leaf } from '../../ui/leaf.js';\nconsole.log(leaf());\n",
    "pages/tea/pot-worker.js": "import { leaf } from '../../ui/leaf.js';\npostMessage(leaf());\n",
    "ui/files/table-worker.js": "const { leaf } = await import('../leaf.js');\npostMessage(leaf());\n",
    "ui/leaf.js": "import { cup } from '../vendor/cup.js';\nexport const leaf = () => `green ${cup}`;\n",
    "ui/charts/plain-intl.js": "export class PlainNumberFormat {}\nexport class PlainDateTimeFormat {}\n",
    "vendor/cup.js": "/*! its licence lies beside it */ export const cup = 'cup';\n",
    "worker/snapshot-maker.js": "postMessage('made');\n",
    "vendor/tray.js": "export const tray = 'tray';\n",
    "client/index.js": "export * from './parts/one.js';\n",
    "client/parts/one.js": "import { tray } from '../../vendor/tray.js';\nexport const one = tray;\n",
}


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    ensure_node_modules()
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    bundle_modules(tmp_path)
    return tmp_path


def test_pages_and_their_workers_are_one_file_each(assets: Path) -> None:
    names = {path.relative_to(assets).as_posix() for path in assets.rglob("*.js")}
    made = {"js/tea.js", "js/pot-worker.js", "js/snapshot-maker.js"}
    [part] = [name for name in names if re.fullmatch("js/leaf-[A-Z0-9]+.js", name)]
    assert "green" in (assets / part).read_text()
    worker = (assets / "js/table-worker.js").read_text()
    assert "green" not in worker and f'import("./{Path(part).name}")' in worker
    made |= {"js/table-worker.js", part}
    modules = {"client/index.js", "client/parts/one.js", "vendor/tray.js"}
    assert names == made | modules | {"worker/snapshot-maker.js"}
    for name in ("js/tea.js", "js/pot-worker.js"):
        text = (assets / name).read_text()
        assert "green" in text
        assert "import" not in text


def test_a_page_names_its_bundle() -> None:
    page = '<script type="module" src="./pages/type-ahead/main.js"></script>'
    assert bundled(page) == '<script type="module" src="./js/type-ahead.js"></script>'


def test_each_page_of_the_site_has_one_module_and_each_sheet_once() -> None:
    site = build_site()
    for page in site.glob("*.html"):
        html = page.read_text(encoding="utf-8")
        [script] = re.findall(r'<script type="module" src="([^"]+)"', html)
        code = (site / script).read_text(encoding="utf-8")
        assert not re.search(r"(?:^|;)import\b", code)
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
        assert len(sheets) == len(set(sheets))
        assert "--pico-" in (site / sheets[0]).read_text(encoding="utf-8")
