"""The site: names by content, addresses that stay in it, nothing foreign, the same bytes again."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from build_steps import site as module
from build_steps import wheel
from build_steps.paths import sha256_of
from build_steps.say import BuildError
from build_steps.site import build_site, rewrite_page


@pytest.fixture(scope="module")
def site() -> Path:
    return build_site()


@pytest.fixture(scope="module")
def assets(site: Path) -> Path:
    [folder] = site.glob("assets-*")
    return folder


@pytest.fixture(scope="module")
def runtime_folder(site: Path) -> Path:
    [folder] = site.glob("runtime-*")
    return folder


def test_manifest_describes_the_runtime(assets: Path, runtime_folder: Path) -> None:
    manifest = json.loads((assets / "manifest.json").read_text())["runtime"]
    assert (assets / manifest["indexURL"]).resolve() == runtime_folder.resolve()
    files = [*manifest["files"], manifest["packages"], *manifest["plain"], *manifest["later"]]
    for file in files:
        path = runtime_folder / file["path"]
        assert (path.stat().st_size, sha256_of(path)) == (file["bytes"], file["sha256"])
    there = {path.name for path in runtime_folder.iterdir()}
    assert {file["path"] for file in files} == there - {"pyodide-lock.json"}
    lock = json.loads((runtime_folder / "pyodide-lock.json").read_text())
    assert manifest["lock"] == lock


def test_what_a_start_loads_is_compressed_and_holds_what_is_beside_it(
    assets: Path, runtime_folder: Path
) -> None:
    manifest = json.loads((assets / "manifest.json").read_text())["runtime"]
    packed = {file["holds"]: file["path"] for file in manifest["files"] if "holds" in file}
    assert set(packed) == {file["path"] for file in manifest["plain"]}
    for name, path in packed.items():
        held = gzip.decompress((runtime_folder / path).read_bytes())
        if name != "python_stdlib.zip":
            assert held == (runtime_folder / name).read_bytes()
    with zipfile.ZipFile(io.BytesIO(held)) as lean, zipfile.ZipFile(runtime_folder / name) as whole:
        modules = {entry.removesuffix("c") for entry in lean.namelist()}
        assert {"encodings/utf_8.py", "json/__init__.py", "re/_parser.py"} < modules
        assert modules < set(whole.namelist()) and "unittest/case.py" not in modules


def test_modules_that_no_start_needs_are_known(assets: Path) -> None:
    manifest = json.loads((assets / "manifest.json").read_text())["runtime"]
    modules = {file["path"].split("-")[0]: set(file["modules"]) for file in manifest["later"]}
    assert {"unittest", "email", "sqlite3", "this"} < modules["python_stdlib.zip"]
    assert modules["numpy"] == {"numpy"} and modules["elm_core"] == {"elm_core"}


def test_word_vectors_are_fetched_when_they_are_needed(assets: Path) -> None:
    manifest = json.loads((assets / "manifest.json").read_text())
    assert "elm_vectors" not in json.dumps(manifest["runtime"])
    [file] = manifest["vectors"]
    path = assets / file["path"]
    assert (path.stat().st_size, sha256_of(path)) == (file["bytes"], file["sha256"])
    assert file["bytes"] < 2e6
    with zipfile.ZipFile(path) as archive:
        assert "elm_vectors/word_vectors.npz" in archive.namelist()


def test_lock_names_only_what_is_there(runtime_folder: Path) -> None:
    lock = json.loads((runtime_folder / "pyodide-lock.json").read_text())
    assert set(lock["packages"]) == {"numpy", "elm-core", "elm-kernels"}
    for package in lock["packages"].values():
        assert "/" not in package["file_name"], "relative to the lock file"
        assert sha256_of(runtime_folder / package["file_name"]) == package["sha256"]


def test_pages_refer_to_files_of_the_site(site: Path, assets: Path) -> None:
    for page in site.glob("*.html"):
        for address in re.findall(r"""\s(?:src|href)=["']([^"'#?]+)""", page.read_text()):
            if not address.startswith(("data:", "https:", "mailto:")):
                assert not address.startswith("/"), f"{page.name}: {address} is not relative"
                target = (site / address).resolve()
                assert target.exists(), f"{page.name} refers to {address}, which is missing"


def test_modules_import_files_of_the_site(assets: Path) -> None:
    pattern = re.compile(
        r"""(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)['"](\.{1,2}/[^'"?]+)['"]"""
    )
    for path in assets.rglob("*.js"):
        if "vendor" in path.parts:
            continue
        code = re.sub(r"/\*.*?\*/|^\s*//.*$", "", path.read_text(), flags=re.DOTALL | re.MULTILINE)
        for address in pattern.findall(code):
            if "${" not in address:
                assert (path.parent / address).exists(), f"{path.name} imports {address}"


def test_nothing_of_the_tools_is_shipped(site: Path) -> None:
    names = {path.name for path in site.rglob("*")}
    assert not names & {"node_modules", "package.json", "package-lock.json", "tsconfig.json"}
    assert not [name for name in names if ".test." in name]


def test_vendored_libraries_come_with_their_licences(assets: Path) -> None:
    for name in ("uplot", "d3-dsv", "pico", "saxen", "hyparquet", "hyparquet-compressors", "fzstd"):
        assert (assets / "vendor" / "licences" / f"{name}.txt").stat().st_size > 500


def test_the_wheel_for_people_has_sources_types_and_docstrings(site: Path, tmp_path: Path) -> None:
    """It runs on the Python at hand; what is compiled for one Python alone says so."""
    [path] = site.glob("wheels/elm_core-*.whl")
    assert path.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(path) as archive:
        assert "elm_core/py.typed" in archive.namelist()
        assert not [name for name in archive.namelist() if name.endswith(".pyc")]
        archive.extractall(tmp_path)
    program = (
        "import elm_core; assert elm_core.ELMClassifier().fit([[0], [1]] * 9, [0, 1] * 9);"
        "print(elm_core.__file__, 'Parameters' in elm_core.ELMClassifier.__doc__)"
    )
    command = [sys.executable, "-P", "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    said = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert said.stdout.split() == [str(tmp_path / "elm_core" / "__init__.py"), "True"]


def test_compiled_wheels_are_named_for_their_python(site: Path, runtime_folder: Path) -> None:
    listed = json.loads((site / "files.json").read_text())["files"]
    assert not [name for name in listed if name.startswith("wheels/")]  # no page needs them
    for path in runtime_folder.glob("*.whl"):
        tag = path.name.split("-", 2)[2].removesuffix(".whl")
        assert tag.startswith("cp314-")
        with zipfile.ZipFile(path) as archive:
            [about] = [name for name in archive.namelist() if name.endswith("/WHEEL")]
            assert f"Tag: {tag}\n" in archive.read(about).decode()


@pytest.mark.parametrize("name", wheel.PROJECTS)
def test_a_wheel_is_the_same_again(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = wheel.build_wheel(name, Path(sys.executable))
    monkeypatch.setattr(wheel, "SCRATCH", tmp_path)
    second = wheel.build_wheel(name, Path(sys.executable))
    assert first != second and sha256_of(first) == sha256_of(second)
    with zipfile.ZipFile(second) as archive:
        tops = {path.split("/")[0] for path in archive.namelist()}
    assert len(tops) == 2 and name in tops and any(top.endswith(".dist-info") for top in tops)


def test_the_kernels_are_compiled_for_both_kinds_of_engine() -> None:
    path = wheel.build_wheel("elm_kernels", Path(sys.executable))
    assert path.name.endswith("-py3-none-pyemscripten_2026_0_wasm32.whl")
    with zipfile.ZipFile(path) as archive:
        for name in ("kernels_simd.wasm", "kernels_relaxed.wasm"):
            module = archive.read(f"elm_kernels/{name}")
            assert module.startswith(b"\0asm\1\0\0\0") and b"dylink.0" in module[:32]


def test_the_kernels_name_the_pinned_tools() -> None:
    pins = (module.ROOT / "requirements-dev.in").read_text().splitlines()
    project = tomllib.loads((module.ROOT / "kernels" / "pyproject.toml").read_text())
    assert set(project["build-system"]["requires"]) <= set(pins)


def test_a_second_build_touches_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    capsys.readouterr()
    build_site()
    assert capsys.readouterr().out == ""
    assert before == {path: path.stat().st_mtime_ns for path in site.rglob("*")}


def test_another_folder_gets_the_same_site(site: Path, tmp_path: Path) -> None:
    out = build_site(tmp_path / "deep" / "copy")

    def contents(root: Path) -> dict[str, str]:
        found = (path for path in root.rglob("*") if path.is_file())
        return {
            str(path.relative_to(root)): sha256_of(path)
            for path in found
            if not path.name.startswith(".")
        }

    assert contents(out) == contents(site)
    assert [path.name for path in out.parent.iterdir()] == ["copy"], "nothing half-made is left"


def test_a_foreign_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("keep me")
    with pytest.raises(BuildError, match="not a site made by this build"):
        build_site(tmp_path)
    assert (tmp_path / "letters.txt").read_text() == "keep me"


def test_a_failed_assembly_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = build_site(tmp_path / "out")
    before = sorted(path.name for path in out.iterdir())
    (out / module._STAMP).write_text("of an older release")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(module, "_pages", fail)
    with pytest.raises(OSError, match="disk full"):
        build_site(out)
    assert sorted(path.name for path in out.iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_pages_are_rewritten_to_the_hashed_folder(tmp_path: Path) -> None:
    assets = tmp_path / "assets-abc"
    for name in ("pages", "ui", "styles"):
        (assets / name).mkdir(parents=True)
    (assets / "icon.svg").touch()
    html = (
        '<link href="./styles/app.css"><script src="pages/table.js"></script>'
        """<link rel='icon' href='./icon.svg'><a href="./table.html">pages/</a>"""
        '<a href="./uinformed/x">x</a>'
    )
    assert rewrite_page(html, assets) == (
        '<link href="./assets-abc/styles/app.css"><script src="./assets-abc/pages/table.js">'
        """</script><link rel='icon' href='./assets-abc/icon.svg'><a href="./table.html">"""
        'pages/</a><a href="./uinformed/x">x</a>'
    )


def test_samples_are_as_their_index_says(assets: Path) -> None:
    index = json.loads((assets / "samples" / "index.json").read_text(encoding="utf-8"))
    assert len(index) == 5
    for about in index:
        with (assets / "samples" / about["file"]).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert (len(rows), len(header)) == (about["rows"], about["columns"])
        assert about["target"] in header and about["licence"] and about["source"]
        assert all(len(row) == len(header) for row in rows)


def test_samples_do_not_depend_on_the_machine(assets: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build_steps.samples", str(tmp_path)]
    subprocess.run(command, check=True, cwd=module.ROOT)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (assets / "samples" / path.name).read_bytes()
    shutil.rmtree(tmp_path)


def test_the_documentation_names_the_sizes_of_what_is_loaded(runtime_folder: Path) -> None:
    told = (module.ROOT / "docs" / "hosting.md").read_text()
    sizes = re.findall(r"^\| `([\w.]+)` \| ([\d.]+) \|", told, flags=re.MULTILINE)
    assert len(sizes) == 5
    for name, megabytes in sizes:
        size = (runtime_folder / name).stat().st_size / 1e6
        assert size == pytest.approx(float(megabytes), rel=0.05, abs=0.005), name


def test_a_page_asks_for_all_of_its_head_before_it_waits_for_a_script(site: Path) -> None:
    pages = [*site.glob("*.html"), *site.glob("docs/*.html")]
    assert len(pages) > 20
    for page in pages:
        head = page.read_text(encoding="utf-8").partition("</head>")[0]
        [waits] = re.findall(r'<script src="([^"]+/js/load-errors\.js)"', head)
        before, _, after = head.partition(f'<script src="{waits}"')
        needed = re.findall(r'(?:rel="stylesheet" href|type="module" src)="([^"]+)"', after)
        assert len(needed) >= 2, page
        asked = re.findall(r'rel="(?:module)?preload"[^>]* href="([^"]+)"', before)
        assert {*needed, waits} <= set(asked), page
        assert "preload" not in after, page
        for path in asked:
            assert (page.parent / path).is_file(), path
