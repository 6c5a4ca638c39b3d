"""MIDI files of the Drums page hold the same hits for every program that reads them, and theirs for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mido
import music21
import numpy as np
import pretty_midi
import pytest
import symusic

from tests.interop.conftest import in_node

HERE = Path(__file__).parent
#: (tempo, swing, share of the cells that are hit)
CASES = [
    (120, 50, 0.3),
    (97, 50, 1.0),
    (174, 66, 0.5),
    (60, 75, 0.05),
    (40, 58, 0.2),
    (240, 50, 0.4),
]
#: tick, note, velocity, length
Hit = tuple[int, int, int, int]


@pytest.fixture(scope="module")
def songs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, float, list[Hit]]]:
    """Files, with the tempo and the hits that should be in them."""
    folder = tmp_path_factory.mktemp("midi")
    random = np.random.RandomState(0)
    cases = [
        {
            "bars": (
                random.randint(1, 128, (n, 144)) * (random.random_sample((n, 144)) < share)
            ).tolist(),
            "tempo": tempo,
            "swing": swing,
            "path": str(folder / f"{n}.mid"),
        }
        for n, (tempo, swing, share) in enumerate(CASES, 1)
    ]
    (folder / "cases.json").write_text(json.dumps(cases))
    pitches = in_node(HERE / "write_midi.mjs", folder / "cases.json", ours=True)
    return [(Path(c["path"]), c["tempo"], hits(c, pitches)) for c in cases]


def hits(case: dict[str, Any], pitches: list[int]) -> list[Hit]:
    """480 ticks a quarter note; swing: where in its pair the second sixteenth comes, in percent."""
    late = round(240 * case["swing"] / 100) - 120
    found = [
        ((16 * b + step) * 120 + step % 2 * late, pitches[drum], bar[9 * step + drum], 60)
        for b, bar in enumerate(case["bars"])
        for step in range(16)
        for drum in range(9)
        if bar[9 * step + drum]
    ]
    return sorted(found)


def by_mido(path: Path) -> tuple[float, list[Hit]]:
    song = mido.MidiFile(path)
    assert (song.type, song.ticks_per_beat, len(song.tracks)) == (0, 480, 1)
    now, tempo = 0, 0.0
    open_at: dict[int, tuple[int, int]] = {}
    found = []
    for message in song.tracks[0]:
        now += message.time
        if message.type == "set_tempo":
            tempo = mido.tempo2bpm(message.tempo)
        elif message.type == "note_on":
            assert message.channel == 9 and message.note not in open_at
            open_at[message.note] = (now, message.velocity)
        elif message.type == "note_off":
            start, velocity = open_at.pop(message.note)
            found.append((start, message.note, velocity, now - start))
    assert not open_at and now % (16 * 120) == 0  # it ends with its last bar
    return tempo, found


def by_pretty_midi(path: Path) -> tuple[float, list[Hit]]:
    song = pretty_midi.PrettyMIDI(str(path))
    (drums,) = song.instruments
    assert drums.is_drum
    ticks = song.time_to_tick
    (meter,) = song.time_signature_changes
    assert (meter.numerator, meter.denominator) == (4, 4)
    return song.get_tempo_changes()[1][0], [
        (ticks(n.start), n.pitch, n.velocity, ticks(n.end) - ticks(n.start)) for n in drums.notes
    ]


def by_symusic(path: Path) -> tuple[float, list[Hit]]:
    song = symusic.Score(path)
    (drums,) = song.tracks
    assert drums.is_drum and drums.name == "Grooves – ü" and song.ticks_per_quarter == 480
    return song.tempos[0].qpm, [(n.time, n.pitch, n.velocity, n.duration) for n in drums.notes]


def by_tonejs(path: Path) -> tuple[float, list[Hit]]:
    (song,) = in_node(HERE / "read_midi.mjs", path)
    assert (song["ppq"], song["meter"], song["channels"]) == (480, [[4, 4]], [9])
    return song["tempos"][0], [tuple(note) for note in song["notes"]]


@pytest.mark.parametrize("read", [by_mido, by_pretty_midi, by_symusic, by_tonejs])
def test_every_hit_is_read(read: Callable[[Path], tuple[float, list[Hit]]], songs: Any) -> None:
    for path, tempo, right in songs:
        told, found = read(path)
        assert told == pytest.approx(tempo, rel=1e-4), path
        assert sorted(found) == right, path


def test_a_notation_program_has_every_stroke_in_its_place(songs: Any) -> None:
    """music21 forgets which cymbal a ride was (findings), so strokes are told by their loudness."""
    for path, tempo, right in songs:
        score = music21.converter.parse(path, quantizePost=False)
        (mark,) = score.recurse().getElementsByClass("MetronomeMark")
        assert mark.number == pytest.approx(tempo, abs=0.5)  # of a score, in whole beats
        found = [
            (
                round(480 * float(thing.offset)),
                note.volume.velocity,
                round(480 * thing.duration.quarterLength),
            )
            for thing in score.flatten().notes
            for note in (thing.notes if hasattr(thing, "notes") else [thing])
        ]
        assert sorted(found) == sorted(
            (tick, velocity, long) for tick, _, velocity, long in right
        ), path


def anew_by_mido(path: Path, to: Path) -> None:
    song = mido.MidiFile(path)
    song.type = 1
    song.tracks.insert(0, mido.MidiTrack([mido.MetaMessage("track_name", name="empty")]))
    song.save(to)


def anew_by_pretty_midi(path: Path, to: Path) -> None:
    pretty_midi.PrettyMIDI(str(path)).write(str(to))


def anew_by_symusic(path: Path, to: Path) -> None:
    symusic.Score(path).resample(96).dump_midi(to)


def anew_by_tonejs(path: Path, to: Path) -> None:
    in_node(HERE / "rewrite_midi.mjs", path, to)


WRITERS = [anew_by_mido, anew_by_pretty_midi, anew_by_symusic, anew_by_tonejs]


@pytest.mark.parametrize("anew", WRITERS)
def test_what_others_write_is_opened(
    anew: Callable[[Path, Path], None], songs: Any, tmp_path: Path
) -> None:
    written = []
    for path, _, _ in songs:
        written.append(tmp_path / path.name)
        anew(path, written[-1])
    paths = [path for path, _, _ in songs]
    ours, theirs = (
        in_node(HERE / "read_grooves.mjs", *those, ours=True) for those in (paths, written)
    )
    for (path, tempo, right), own, other in zip(songs, ours, theirs, strict=True):
        hit = sum(cell > 0 for bar in own["bars"] for cell in bar)
        assert hit == len(right) and own["late"] == own["other"] == 0, path
        assert own["tempo"] == pytest.approx(tempo, rel=1e-4), path
        assert other["bars"] == own["bars"], path
        assert other["tempo"] == pytest.approx(tempo, rel=1e-4), path
        assert abs(other["swing"] - own["swing"]) <= 1, path
