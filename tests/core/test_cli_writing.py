"""What the commands write: whole files in the right place, and no trace of what went wrong."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from elm_core import ELMRegressor, dump, load
from elm_core.cli.main import main
from elm_core.cli.writing import write_text
from tests.every_model import ROWS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dump(ELMRegressor(8, random_state=0).fit(ROWS, range(len(ROWS))), "m.json")
    lines = [",".join(map(str, row)) for row in ROWS.tolist()]
    Path("t.csv").write_text("a,b,c\n" + "\n".join(lines * 3000) + "\n")
    return tmp_path


def started(*argv, **options):
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "elm_core", *argv]
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=environment, **streams | options)


def written(path="out.csv", *argv):
    assert main(["predict", "m.json", "t.csv", "--out", path, *argv]) == 0
    assert Path(path).read_text().startswith("prediction")


def nothing_is_left(folder):
    return not [p.name for p in folder.rglob("*") if ".part" in p.name]


def test_a_new_file_is_as_private_as_the_user_has_it(folder):
    before = os.umask(0o027)
    try:
        written()
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path("out.csv").stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_a_file_keeps_its_mode(folder, mode):
    Path("out.csv").write_text("before")
    Path("out.csv").chmod(mode)
    written()
    assert stat.S_IMODE(Path("out.csv").stat().st_mode) == mode


def test_a_link_is_followed_and_stays(folder):
    Path("there").mkdir()
    Path("there/real.csv").write_text("before")
    Path("there/real.csv").chmod(0o600)
    Path("out.csv").symlink_to("there/real.csv")
    Path("new.csv").symlink_to("there/new.csv")
    Path("chain.csv").symlink_to("out.csv")
    for name in ("out.csv", "new.csv", "chain.csv"):
        written(name)
        assert Path(name).is_symlink()
    assert stat.S_IMODE(Path("there/real.csv").stat().st_mode) == 0o600
    assert Path("there/new.csv").is_file()
    assert nothing_is_left(folder)


def test_the_file_of_another_name_is_left_alone(folder):
    Path("out.csv.part").symlink_to("precious")  # where parts were written once
    Path("precious").write_text("mine")
    written()
    assert Path("precious").read_text() == "mine"


@pytest.mark.parametrize("place", ["loop", "there", "none/out.csv", "x" * 300])
def test_places_that_cannot_be_written_are_named(folder, capsys, place):
    Path("loop").symlink_to("loop")
    Path("there").mkdir()
    assert main(["predict", "m.json", "t.csv", "--out", place]) == 2
    assert capsys.readouterr().err.startswith(f"elm_core: {place}: ")
    assert nothing_is_left(folder)


def test_a_file_that_may_not_be_written_is_not_replaced(folder, capsys):
    shutil.copy(shutil.which("sleep"), "busy")
    before = Path("busy").stat()
    with subprocess.Popen(["./busy", "60"]) as running:
        try:
            assert main(["predict", "m.json", "t.csv", "--out", "busy"]) == 2
        finally:
            running.kill()
    assert capsys.readouterr().err == "elm_core: busy: Text file busy\n"
    assert Path("busy").stat().st_ino == before.st_ino


def test_devices_and_pipes_are_written_to(folder):
    assert main(["predict", "m.json", "t.csv", "--out", os.devnull]) == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    os.mkfifo("pipe")
    read = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_bytes()))
    reader.start()
    assert main(["predict", "m.json", "t.csv", "--out", "pipe"]) == 0
    reader.join(timeout=60)
    assert read[0].startswith(b"prediction") and stat.S_ISFIFO(Path("pipe").stat().st_mode)


def test_a_full_disk_leaves_what_was_there(folder):
    Path("out.csv").write_text("before")
    allowed = 10_000

    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (allowed, allowed))

    process = started("predict", "m.json", "t.csv", "--out", "out.csv", preexec_fn=little_room)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert told.decode() == "elm_core: out.csv: File too large\n"
    assert Path("out.csv").read_text() == "before"
    assert nothing_is_left(folder)


@pytest.mark.parametrize("wrong", [KeyboardInterrupt, SystemExit])
def test_what_stops_it_before_the_file_is_whole_leaves_none(folder, monkeypatch, wrong):
    def stopped(*_):
        assert not nothing_is_left(folder)
        raise wrong

    Path("out.csv").write_text("before")
    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(wrong):
        write_text("out.csv", "after")
    assert Path("out.csv").read_text() == "before"
    assert nothing_is_left(folder)


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_command_can_be_stopped(folder, number, code):
    # under nohup, say, it is ignored, and so it is by all that is started then
    heard = partial(signal.signal, getattr(signal, number), signal.SIG_DFL)
    process = started("predict", "m.json", "-", stdin=subprocess.PIPE, preexec_fn=heard)
    process.stdin.write(b"a,b,c\n" * 100_000)  # more than a pipe holds: it has begun to read
    process.send_signal(getattr(signal, number))
    assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == code


CLOSED = [
    ["--help"],
    ["info", "m.json"],
    ["predict", "m.json", "t.csv"],
    ["predict", "m.json", "t.csv", "--out", "/dev/stdout"],
]


@pytest.mark.parametrize("argv", CLOSED, ids=lambda argv: " ".join(argv[:1] + argv[3:]))
def test_a_pipe_that_is_closed_is_no_error(folder, argv):
    reading, writing = os.pipe()
    os.close(reading)
    process = started(*argv, stdout=writing)
    os.close(writing)
    assert process.communicate(timeout=60) == (None, b"")
    assert process.returncode == 0


def test_a_pipe_of_both_streams_that_is_closed_is_no_error(folder):
    Path("y.csv").write_text("a,y\n" + "\n".join(f"{i},{i % 2}" for i in range(40)) + "\n")
    reading, writing = os.pipe()
    os.close(reading)
    argv = ["train", "y.csv", "--target", "y", "--out", "new.json"]
    process = started(*argv, stdout=writing, stderr=writing)
    os.close(writing)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert load("new.json").is_fitted


def test_a_closed_stream_is_said_where_it_is_needed(folder):
    def without(*numbers):
        return lambda: [os.close(number) for number in numbers]

    asked = ["predict", "m.json", "t.csv"]
    process = started(*asked, stdout=None, preexec_fn=without(1))
    assert process.communicate(timeout=60)[1] == b"elm_core: standard output is closed\n"
    assert process.returncode == 2
    process = started("predict", "m.json", "-", stdin=None, preexec_fn=without(0))
    assert process.communicate(timeout=60)[1] == b"elm_core: standard input is closed\n"
    process = started("predict", "m.json", "none.csv", stderr=None, preexec_fn=without(2))
    assert process.communicate(timeout=60) == (b"", None)
    assert process.returncode == 2


def test_a_full_standard_output_is_said(folder):
    with Path("/dev/full").open("wb") as full:
        process = started("info", "m.json", stdout=full)
        told = process.communicate(timeout=60)[1]
    assert told == b"elm_core: input or output: No space left on device\n"
    assert process.returncode == 2


def test_a_file_that_stands_for_far_more_says_how_it_is_allowed(folder, capsys):
    wide = ELMRegressor(3000, alpha=1.0, random_state=0).fit([[0.0] * 3000] * 3, [1.0, 2.0, 3.0])
    dump(wide, "wide.json")
    assert main(["info", "wide.json"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("elm_core: wide.json: loading this model takes about 72 MB")
    option = said.split("allow it with ")[1].split()
    assert main(["info", "wide.json", *option]) == 0
    assert "hidden units 3000" in capsys.readouterr().out


def test_rounding_a_model_that_stands_for_far_more_is_measured(folder):
    names = [f"c{i}" for i in range(3000)]
    rows = [",".join(str((i * j) % 7 / 2) for j in range(3001)) for i in range(1, 9)]
    Path("w.csv").write_text("\n".join([",".join([*names, "y"]), *rows]) + "\n")
    argv = ["--model", "regressor", "--param", "n_hidden=2800", "--precision", "float32"]
    assert main(["train", "w.csv", "--target", "y", *argv, "--out", "w.json"]) == 0
    metadata = json.loads(Path("w.json").read_text())["metadata"]
    assert metadata["rounding"]["rows"] == 8
