"""Verbs that say how rows lie: on a plane, and in groups.

Of a model's samples only those rows are encoded that are looked at; only the answer goes back.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core.clustering_metrics import sampled, silhouette_steps
from elm_core.embedding import embed as on_plane
from elm_core.exceptions import InvalidInput
from elm_core.maths.linalg import Array
from elm_core.models.delegation import plain
from elm_core.service import wire
from elm_core.service.arguments import Work, able, given, samples
from elm_core.service.evaluation import batched
from elm_core.service.registry import Models
from elm_core.service.wire import Wire
from elm_core.validation import check_number, check_X

#: Rows that are compared with each other where the request does not say how many.
_COMPARED = 2000


def embed(models: Models, args: Wire) -> Work:
    """``{X, model, max_rows, n_components}`` → points, and the rows that they are.

    Of a model it is what its `transform` makes of the samples. `max_rows`: so many rows, evenly
    spread over all.
    """
    rows = samples(args)
    n = wire.row_count(rows)
    places = np.arange(n)
    if args.get("max_rows") is not None:
        most = args["max_rows"]
        check_number("max_rows", most, low=1, integer=True)
        places = places[:: max(1, -(-n // int(most)))]
    chosen = wire.take_rows(rows, places)
    if args.get("model") is not None:
        chosen = yield from batched(able(models, args, "transform"), "transform", chosen)
    points = on_plane(_matrix(chosen), **given(args, "n_components"))
    return wire.array_out(points) | {"rows": places.astype(np.int32)}


def silhouette(models: Models, args: Wire) -> Work:
    """``{X, labels, model, sample_size, standardize, seed}`` → the mean silhouette.

    Of a model (a chain) it is what its last step gets to see of the samples. `standardize`:
    columns of mean 0 and standard deviation 1.
    """
    rows = samples(args)
    groups = wire.targets_in(wire.need(args, "labels"), "labels")
    wire.require_equal_lengths(range(wire.row_count(rows)), groups, "labels")
    size = _COMPARED if args.get("sample_size") is None else args["sample_size"]
    places = sampled(len(groups), size, args.get("seed", 0))
    chosen = wire.take_rows(rows, places)
    if args.get("model") is not None:
        chosen = yield from batched(able(models, args, "encode"), "encode", chosen)
    x = check_X(_matrix(chosen))
    if args.get("standardize"):
        x = _standardised(x)
    return {"silhouette": (yield from silhouette_steps(x, groups[places]))}


def _matrix(rows: Any) -> Any:
    if isinstance(rows, (list, dict)):
        raise InvalidInput(
            "X holds texts, clips or a table: give numbers, or the model that encodes them",
            parameter="X",
        )
    return plain(rows)


def _standardised(x: Array) -> Array:
    spread = x.std(axis=0)
    return np.asarray((x - x.mean(axis=0)) / np.where(spread > 0, spread, 1.0))
