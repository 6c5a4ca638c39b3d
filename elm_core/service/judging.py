"""The verb that judges a model by rows that it has not learnt from."""

from __future__ import annotations

import numpy as np

from elm_core.model_selection import cross_validate_steps
from elm_core.models.scored import is_balanced
from elm_core.service import wire
from elm_core.service.arguments import Work, able, given, labelled_data
from elm_core.service.errors import Unsupported
from elm_core.service.registry import Models
from elm_core.service.reports import classification_report, kind_of, regression_report
from elm_core.service.wire import Wire


def cross_validate(models: Models, args: Wire) -> Work:
    """``{model, X, y, cv, groups, test_rows, warm_start, shuffle, seed}`` → a report as of
    held-out rows, and what was said of each of them. The model stays as it is.
    """
    model = able(models, args, "predict")
    kind = kind_of(model)
    if kind not in ("classifier", "regressor"):
        raise Unsupported(f"{type(model).__name__} predicts no targets to compare with")
    rows, targets = labelled_data(model, args)
    options = given(args, "cv", "warm_start", "shuffle")
    for name in ("groups", "test_rows"):
        if args.get(name) is not None:
            options[name] = wire.targets_in(args[name], name)
    found = yield from cross_validate_steps(
        model, rows, targets, random_state=args.get("seed", 0), **options
    )
    places = found["rows"]
    truth = targets[places]
    if kind == "classifier":
        proba, classes = found["probabilities"], found["classes"]
        said = found["predictions"] if is_balanced(model) else classes[proba.argmax(axis=1)]
        report = classification_report(truth, proba, classes, said)
        answers = {
            "predictions": wire.labels_out(found["predictions"]),
            "probabilities": wire.array_out(found["probabilities"])
            | {"classes": found["classes"].tolist()},
        }
    else:
        report = regression_report(np.asarray(truth, dtype=np.float64), found["predictions"])
        answers = {"predictions": wire.array_out(found["predictions"])}
    for entry in report["worst"]:
        entry["row"] = int(places[entry["row"]])
    return (
        report
        | answers
        | {
            "rows": places.astype(np.int32),
            "folds": found["folds"].astype(np.int32),
            "scores": found["test_score"].tolist(),
            "seconds": float(found["fit_time"].sum() + found["score_time"].sum()),
        }
    )
