"""Verbs of single tasks: play on, recommend, listen."""

from __future__ import annotations

import numpy as np

from elm_core.features.speech import WordCutter
from elm_core.maths.spectrogram import resample
from elm_core.service import wire
from elm_core.service.arguments import Work, able, given
from elm_core.service.errors import Unsupported
from elm_core.service.registry import Models
from elm_core.service.wire import Wire


def generate(models: Models, args: Wire) -> Work:
    """``{model, bars, seed, temperature, start, velocity}`` → bars as an array."""
    yield from ()
    model = able(models, args, "generate")
    options = given(args, "bars", "seed", "temperature", "velocity")
    if args.get("start") is not None:
        options["start"] = wire.array_in(args["start"], "start")
    return wire.array_out(model.generate(**options))


def recommend(models: Models, args: Wire) -> Work:
    """``{model, user, n, rated, items, ratings}`` → items and the ratings predicted for them.

    `items` (labels) and `ratings` (numbers) tell a user who is not known.
    """
    yield from ()
    model = able(models, args, "recommend")
    options = given(args, "user", "n", "rated")
    if args.get("items") is not None:
        items = wire.targets_in(args["items"], "items")
        ratings = wire.targets_in(wire.need(args, "ratings"), "ratings")
        wire.require_equal_lengths(items, ratings, "ratings")
        options["ratings"] = dict(zip(items.tolist(), ratings.tolist(), strict=True))
    found = model.recommend(**options)
    return {
        "items": [item for item, _ in found],
        "ratings": np.array([rating for _, rating in found]),
    }


def listen(models: Models, args: Wire) -> Work:
    """``{model, samples, sample_rate, restart}`` → the words that ended in these samples.

    What was heard of a word that is not over stays with the model until the next request.
    """
    yield from ()
    model = able(models, args, "predict_proba")
    if not hasattr(model, "sample_rate"):
        raise Unsupported(f"{type(model).__name__} cannot listen")
    rate = args.get("sample_rate") or model.sample_rate
    cutter = models.scratch.get(args["model"])
    if args.get("restart") or cutter is None or cutter.sample_rate != rate:
        cutter = models.scratch[args["model"]] = WordCutter(rate)
    clips = cutter.feed(wire.array_in(wire.need(args, "samples"), "samples"))
    heard = [resample(clip, rate, model.sample_rate) for clip in clips]
    words = []
    if heard:
        proba = model.predict_proba(heard)
        labels = model.decide(proba).tolist()
        places = [model.classes_.tolist().index(label) for label in labels]
        words = [
            {"label": label, "probability": float(row[place]), "seconds": len(clip) / rate}
            for label, row, place, clip in zip(labels, proba, places, clips, strict=True)
        ]
    return {"words": words, "speaking": cutter.speaking}
