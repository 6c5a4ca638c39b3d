"""`build.py test --engines`: which engines, and what they take."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_steps import debian, engines, environment
from build_steps.say import BuildError


def test_chromium_is_always_among_them() -> None:
    assert engines.read_engines("all") == ["chromium", "firefox", "webkit"]
    assert engines.read_engines("webkit,firefox") == ["chromium", "webkit", "firefox"]
    assert engines.read_engines("chromium") == ["chromium"]


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(BuildError, match=r"no engine 'opera'.*firefox"):
        engines.read_engines("opera")


def test_chromium_alone_needs_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (debian, environment):
        monkeypatch.setattr(module, "run_quietly", lambda *_, **__: pytest.fail("something is run"))
    engines.ensure_engines(["chromium"], Path("python"))


def test_what_is_missing_is_said_where_it_cannot_be_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(BuildError, match="apt-get install webkit2gtk-driver xvfb"):
        engines.ensure_engines(["chromium", "webkit"], Path("python"))
