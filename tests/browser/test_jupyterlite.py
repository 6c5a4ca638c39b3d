"""The notebook of examples/ in a JupyterLite that is built for it: `build.py test --examples all`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, expect

from build_steps.notebooks import build_jupyterlite
from build_steps.paths import ROOT
from build_steps.server import SiteServer
from tests.browser.conftest import watched_page
from tests.browser.test_docs import blocks, expected
from tests.browser.test_examples import BUILDS, RUN

if RUN is BUILDS:

    def test_the_wheels_are_installed_and_train(
        browser: Browser, site: Path, tmp_path: Path
    ) -> None:
        """As the page on notebooks prints it, and as the notebook does; nothing from elsewhere."""
        build_jupyterlite(site, tmp_path / "lite")
        notebook = json.loads((ROOT / "examples/notebook/flowers.ipynb").read_text())
        code = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
        printed = blocks("notebook.md", "python")
        with SiteServer(tmp_path / "lite") as server:
            for cells, said in (
                (code, ["['setosa', 'versicolor']"]),
                (printed, expected(printed[-1])),
            ):
                with watched_page(browser, server.url, service_workers="allow") as (page, watch):
                    # what JupyterLite itself looks for in vain, in an app of one part
                    watch.expect("404", "codemirror-extension")
                    asked = urlencode([("kernel", "python"), *(("code", cell) for cell in cells)])
                    page.goto(f"/repl/index.html?{asked}&execute=1")
                    output = page.locator(".jp-OutputArea-output").last
                    told = re.compile("Error|" + re.escape(said[0]))
                    expect(output).to_contain_text(told, timeout=120_000)
                    expect(output).to_contain_text(said[0])
                    watch.check()
