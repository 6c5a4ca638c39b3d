"""Pictures that others write are read by the Pictures page, in Chromium, as Pillow shows them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.interop.conftest import program

#: 24 × 16 pixels, of which no turn and no mirror is the same.
RED, GREEN = np.meshgrid(np.linspace(0, 255, 24), np.linspace(0, 255, 16))
SCENE = Image.fromarray(np.uint8(np.dstack([RED, GREEN, 255 - RED])))
ORIENTATION = 0x0112


@pytest.fixture
def seen(readers: Any) -> Callable[[Path], Any]:
    def read(path: Path) -> Any:
        file = base64.b64encode(path.read_bytes()).decode()
        said = readers.evaluate("([file, name]) => readPicture(file, name)", [file, path.name])
        if "error" in said:
            return said["error"]
        return np.array(said["data"], dtype=float).reshape(said["height"], said["width"], 4)

    return read


def same(found: Any, picture: Image.Image, apart: float) -> None:
    assert not isinstance(found, str), found
    right = np.asarray(picture.convert("RGBA"), dtype=float)
    assert found.shape == right.shape
    assert np.abs(found - right).max() <= apart


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png(mode: str, seen: Any, tmp_path: Path) -> None:
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(SCENE.convert("L"), dtype=np.uint16) * 257)
        shown = SCENE.convert("L")
    else:
        picture = shown = SCENE.convert(mode)
    picture.save(tmp_path / "a.png")
    same(seen(tmp_path / "a.png"), shown, 1)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["jpeg", "png", "avif"])
def test_a_camera_is_held_any_way(form: str, orientation: int, seen: Any, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exact = {"jpeg": {"subsampling": 0}, "avif": {"subsampling": "4:4:4"}}
    SCENE.save(path, exif=exif.tobytes(), quality=100, **exact.get(form, {}))
    same(seen(path), ImageOps.exif_transpose(Image.open(path)), 12)


def test_webp_is_shown_as_it_is_stored(seen: Any, tmp_path: Path) -> None:
    """Chromium, unlike Pillow, turns no WebP: docs/interoperability.md."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    SCENE.save(tmp_path / "a.webp", exif=exif, lossless=True)
    assert ImageOps.exif_transpose(Image.open(tmp_path / "a.webp")).size == (16, 24)
    same(seen(tmp_path / "a.webp"), SCENE, 1)


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"subsampling": 2}, {"mode": "CMYK"}, {"mode": "L"}], ids=str
)
def test_every_kind_of_jpeg(options: dict[str, Any], seen: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    SCENE.convert(options.pop("mode", "RGB")).save(path, quality=95, **options)
    same(seen(path), Image.open(path), 24)


@pytest.mark.parametrize("ending", ["bmp", "gif", "ico", "webp"])
def test_other_formats(ending: str, seen: Any, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    SCENE.resize((16, 16)).save(path, **({"lossless": True} if ending == "webp" else {}))
    same(seen(path), Image.open(path), 1)


@pytest.mark.parametrize("form", ["jpg", "png", "gif", "bmp", "webp"])
def test_imagemagick(form: str, seen: Any, tmp_path: Path) -> None:
    SCENE.save(tmp_path / "a.png")
    program("mogrify", "-format", form, "-quality", "95", tmp_path / "a.png")
    same(seen(tmp_path / f"a.{form}"), Image.open(tmp_path / f"a.{form}"), 24)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_imagemagick_keeps_how_a_camera_was_held(
    orientation: int, seen: Any, tmp_path: Path
) -> None:
    """What it turns itself by -auto-orient is shown as what it leaves to be turned."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    for name in ("left", "turned"):
        SCENE.save(tmp_path / f"{name}.jpg", exif=exif, quality=100, subsampling=0)
    program("mogrify", "-resize", "200%", tmp_path / "left.jpg")
    program("mogrify", "-auto-orient", "-resize", "200%", tmp_path / "turned.jpg")
    left, turned = seen(tmp_path / "left.jpg"), seen(tmp_path / "turned.jpg")
    assert left.shape == turned.shape and np.abs(left - turned).max() <= 24


@pytest.mark.parametrize("ending", ["tiff", "jp2", "tga"])
def test_what_chromium_cannot_decode_says_what_to_do(
    ending: str, seen: Any, tmp_path: Path
) -> None:
    SCENE.save(tmp_path / f"a.{ending}")
    assert "save it as PNG or JPEG" in seen(tmp_path / f"a.{ending}")
