"""Words of people that the model has not heard, and of one that it has: mean ± sd.

Needs speech_commands.zip (Google Speech Commands v0.01, CC BY 4.0) in the data folder.
Run: python benchmarks/accuracy_voice.py [--data FOLDER] [--copies N]
"""

from __future__ import annotations

import argparse
import io
import sys
import wave
import zipfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import report
from elm_core.metrics import expected_calibration_error
from elm_core.tasks.voice_commands import VoiceCommands

NINE = ["yes", "no", "up", "down", "left", "right", "on", "off", "stop"]


def load(archive: Path, folder: str) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Return clips, their words and their speakers."""
    clips, words, speakers = [], [], []
    with zipfile.ZipFile(archive) as files:
        for name in sorted(files.namelist()):
            if name.startswith(f"{folder}/") and name.endswith(".wav"):
                with wave.open(io.BytesIO(files.read(name))) as sound:
                    raw = sound.readframes(sound.getnframes())
                clips.append(np.frombuffer(raw, "<i2") / 32768.0)
                words.append(name.split("/")[1])
                speakers.append(name.split("/")[2].split("_")[0])
    return clips, np.array(words), np.array(speakers)


def folds(speakers: np.ndarray, seed: int) -> np.ndarray:
    """Return the fold (0 to 4) of each clip; a speaker's clips are in one."""
    names = np.unique(speakers)
    return (np.random.RandomState(seed).permutation(len(names)) % 5)[
        np.searchsorted(names, speakers)
    ]


def pick(clips: list, where: np.ndarray) -> list:
    return [clips[i] for i in np.flatnonzero(where)]


def new_speakers(clips, words, speakers, seeds: int, **params) -> tuple[list[float], list[float]]:
    accuracy, ece = [], []
    for seed in range(seeds):
        fold, proba = folds(speakers, seed), np.empty((len(words), len(np.unique(words))))
        for k in range(5):
            train = fold != k
            model = VoiceCommands(background=None, random_state=seed, **params)
            model.fit(pick(clips, train), words[train])
            proba[~train] = model.predict_proba(pick(clips, ~train))
        accuracy.append(float((model.classes_[proba.argmax(axis=1)] == words).mean()))
        ece.append(expected_calibration_error(words, proba, labels=model.classes_))
    return accuracy, ece


def own_clips(clips, words, speakers, others, n_own: int, seeds: int, **params) -> list[float]:
    """A model of everybody else, then `n_own` clips of a speaker's own of each word."""
    shares = []
    for seed in range(seeds):
        right = []
        for speaker in np.unique(speakers):
            mine = [np.flatnonzero((speakers == speaker) & (words == w)) for w in ("left", "right")]
            if min(len(m) for m in mine) <= n_own:
                continue
            random = np.random.RandomState(seed)
            mine = [random.permutation(m) for m in mine]
            own, test = (
                np.concatenate([m[part] for m in mine])
                for part in (slice(n_own), slice(n_own, None))
            )
            else_ = others[speaker]
            model = VoiceCommands(background=None, random_state=seed, **params)
            model = else_(model)
            if n_own:
                model.partial_fit([clips[i] for i in own], words[own])
            right += (model.predict([clips[i] for i in test]) == words[test]).tolist()
        shares.append(float(np.mean(right)))
    return shares


def starters(clips, words, speakers):
    """For each speaker, what trains a model on all the others."""

    def of(speaker):
        def train(model):
            rest = speakers != speaker
            return model.fit(pick(clips, rest), words[rest], np.full(rest.sum(), 0.1))

        return train

    return {speaker: of(speaker) for speaker in np.unique(speakers)}


def rejection(clips, words, speakers, other_clips, other_words, seeds: int, **params) -> None:
    """Left and right against 28 other words, half of which are heard as background."""
    heard = np.unique(other_words)[::2]
    known = np.isin(other_words, heard)
    found, wrong, alarms, alarms_new = [], [], [], []
    for seed in range(seeds):
        fold = folds(speakers, seed)
        train = fold != 0
        for background in (False, True):
            x, y = pick(clips, train), words[train]
            if background:
                x, y = x + pick(other_clips, known), np.append(y, ["background"] * known.sum())
            model = VoiceCommands(random_state=seed, **params).fit(x, y)
            unheard = model.predict(pick(other_clips, ~known))
            (alarms_new if background else alarms).append(float((unheard != "background").mean()))
        said = model.predict(pick(clips, ~train))
        found.append(float((said == words[~train]).mean()))
        wrong.append(float(((said != words[~train]) & (said != "background")).mean()))
    report("words of new speakers that are heard right", found)
    report("  taken for the other word", wrong)
    report("words never heard taken for left or right", alarms_new)
    report("  with synthetic background only", alarms)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path("/work/shared/data"))
    parser.add_argument("--copies", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    archive = options.data / "speech_commands.zip"
    params, seeds = {"copies": options.copies}, options.seeds
    sides = load(archive, "left_right")
    accuracy, ece = new_speakers(*sides, seeds, **params)
    report(f"left/right, {len(sides[0])} clips, 5-fold by speaker", accuracy)
    report("  expected calibration error", ece)
    for n_own in (0, 1, 3, 4):
        shares = own_clips(*sides, starters(*sides), n_own, seeds, **params)
        report(f"left/right, others and {n_own} clips of one's own a word", shares)
    clips, words, speakers = load(archive, "thirty_words")
    nine = np.isin(words, NINE)
    accuracy, ece = new_speakers(pick(clips, nine), words[nine], speakers[nine], seeds, **params)
    report(f"nine words, {nine.sum()} clips, 5-fold by speaker", accuracy)
    report("  expected calibration error", ece)
    more = pick(clips, nine) + sides[0]
    both = np.append(words[nine], sides[1]), np.append(speakers[nine], sides[2])
    accuracy, ece = new_speakers(more, *both, seeds, **params)
    report(f"nine words, {len(more)} clips (left and right: more)", accuracy)
    other = ~np.isin(words, ["left", "right"])
    rejection(*sides, pick(clips, other), words[other], seeds, **params)


if __name__ == "__main__":
    main()
