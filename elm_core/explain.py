"""Why a model says what it says: how much each column or word of one sample moved its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from elm_core import validation
from elm_core.exceptions import InvalidInput, short
from elm_core.features.places import word_places
from elm_core.features.tabular import encoder_of
from elm_core.maths.arrays import Array, Work, finish, row_blocks
from elm_core.models.composite import require_method
from elm_core.models.scored import decided, log_odds
from elm_core.tables.columns import as_table, is_rows_of_cells
from elm_core.tables.readers import ReadColumn
from elm_core.tables.reading import apply_reading, read_columns

#: Orders in which columns are changed; each is walked forwards and backwards.
_ORDERS = 8

#: Words of a text that are explained; the rest is left as it is.
_MOST_WORDS = 200

#: Samples that a model is asked for between two steps.
_BATCH = 64


def explain_row(
    model: Any,
    row: Any,
    background: Any,
    *,
    target: Any = None,
    n_orders: int = _ORDERS,
    random_state: Any = 0,
) -> dict[str, Any]:
    """Return how much each column of a row moved the prediction away from that of a usual row.

    Shapley values against one reference row, estimated from `n_orders` random orders of the
    columns, each walked forwards and backwards (Castro, Gómez & Tejada 2009, Computers &
    Operations Research 36; antithetic pairs: Mitchell et al. 2022, JMLR 23). They add up: base +
    sum of contributions = value, whatever the number of orders. With up to two columns, and for
    a sum of functions of one or two columns each, they are exact.

    Parameters
    ----------
    model : fitted estimator
        With `predict_proba`, or else `predict` of numbers.
    row : array-like of shape (n_features,), or a table row as a dict
    background : array-like of shape (n_features,), or a dict
        What is usual, as from `usual_row`.
    target : label or None
        The class whose probability is explained; None: the most probable one. For a regressor
        with several outputs, the place of the output.
    n_orders : int
    random_state : int, RandomState, Generator or None

    Returns
    -------
    dict
        ``columns`` (names or places), ``contributions`` (array), ``base``, ``value`` and
        ``target``.

    Examples
    --------
    >>> from elm_core import ELMRegressor
    >>> X = [[a, b] for a in range(10) for b in range(10)]
    >>> model = ELMRegressor(random_state=0).fit(X, [3 * a - b for a, b in X])
    >>> about = explain_row(model, [5, 5], [4, 4])
    >>> [round(float(c), 1) for c in about["contributions"]]
    [3.0, -1.0]
    """
    work = explain_row_steps(
        model, row, background, target=target, n_orders=n_orders, random_state=random_state
    )
    return finish(work)


def explain_row_steps(
    model: Any,
    row: Any,
    background: Any,
    *,
    target: Any = None,
    n_orders: int = _ORDERS,
    random_state: Any = 0,
) -> Work[dict[str, Any]]:
    """Do what `explain_row` does, yielding the share of its questions that is answered."""
    validation.check_number("n_orders", n_orders, low=1, integer=True)
    columns, cells, usual, build = _cells(row, background)
    random = np.random.RandomState(validation.check_seed(random_state))
    n = len(columns)
    pairs = 1 if n <= 2 else int(n_orders)
    orders = []
    for _ in range(pairs):
        order = random.permutation(n)
        orders += [order, order[::-1]]
    # taken[j] of an order: whether a column has the row's own cell after j steps
    taken = np.zeros((len(orders), n + 1, n), dtype=bool)
    for o, order in enumerate(orders):
        for j, column in enumerate(order):
            taken[o, j + 1 :, column] = True
    flat = taken.reshape(-1, n)
    distinct, places = np.unique(flat, axis=0, return_inverse=True)
    rows = build(distinct, cells, usual)
    answers, label = yield from _answers(model, rows, target, distinct.sum(axis=1))
    values = answers[places.reshape(-1)].reshape(len(orders), n + 1)
    contributions = np.zeros(n)
    for o, order in enumerate(orders):
        contributions[order] += np.diff(values[o])
    return {
        "columns": columns,
        "contributions": contributions / len(orders),
        "base": float(values[0, 0]),
        "value": float(values[0, -1]),
        "target": label,
    }


def usual_row(X: Any, model: Any = None) -> Any:
    """Return what is usual: means of the columns of an array, or a dict for a table.

    The dict holds the median of each column of numbers and the most frequent of other values.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features), or a table
    model : fitted estimator or None
        Where it is one of tables, it says how cells are read; else that is decided from X.

    Examples
    --------
    >>> usual_row([[0.0, 1.0], [2.0, 3.0]]).tolist()
    [1.0, 2.0]
    >>> usual_row({"size": [1, 2, 9], "colour": ["red", "red", "blue"]})
    {'size': 2.0, 'colour': 'red'}
    """
    if isinstance(X, np.ndarray) or not _is_table(X):
        return validation.check_X(X).mean(axis=0)
    table = as_table(X)
    encoder = encoder_of(model)
    known = {} if encoder is None else encoder.readings()
    read = read_columns({name: column for name, column in table.items() if name not in known})
    read |= {name: apply_reading(table[name], known[name]) for name in table if name in known}
    return {name: _usual_cell(read[name]) for name in table}


def _usual_cell(column: ReadColumn) -> Any:
    texts = column.texts
    if column.kind in ("number", "identifier", "constant") and column.numbers is not None:
        numbers = column.numbers[~np.isnan(column.numbers)]
        return float(np.median(numbers)) if numbers.size else None
    if not (texts.codes >= 0).any():
        return None
    counts = np.bincount(texts.codes[texts.codes >= 0])
    return texts.values[int(counts.argmax())]


def explain_text(
    model: Any, text: str, *, target: Any = None, words: Iterable[tuple[int, int]] | None = None
) -> dict[str, Any]:
    """Return how much each word of a text moved the probability of a class.

    The contribution of a word is what the class loses in probability when the word is left out
    of the text.

    Parameters
    ----------
    model : fitted classifier of texts
    text : str
    target : label or None
        None: the most probable one.
    words : sequence of (start, end) or None
        Where the words stand, as a dictionary may tell. None: they are cut at blanks and
        punctuation; where a script has no blanks (Chinese, Japanese, Thai), overlapping pairs of
        characters stand for its words, as they do in the model.

    Returns
    -------
    dict
        ``words`` (list of ``{"word", "start", "end", "contribution"}``, places in the text),
        ``base`` (the probability with no words at all), ``value`` and ``target``. Beyond the
        first 200 words, none is explained.

    Examples
    --------
    >>> from elm_core.tasks import TextClassifier
    >>> texts = ["good film", "good food", "bad film", "bad food"]
    >>> model = TextClassifier().fit(texts, ["up", "up", "down", "down"])
    >>> about = explain_text(model, "a good day")
    >>> max(about["words"], key=lambda w: w["contribution"])["word"]
    'good'
    """
    return finish(explain_text_steps(model, text, target=target, words=words))


def explain_text_steps(
    model: Any, text: str, *, target: Any = None, words: Iterable[tuple[int, int]] | None = None
) -> Work[dict[str, Any]]:
    """Do what `explain_text` does, yielding the share of its questions that is answered."""
    if not isinstance(text, str):
        raise InvalidInput(f"text must be a text, got {type(text).__name__}", parameter="text")
    places = word_places(text) if words is None else _checked(words, len(text))
    places = places[:_MOST_WORDS]
    without = [text[:start] + text[end:] for start, end in places]
    order = np.arange(len(without) + 2)
    answers, label = yield from _answers(model, ["", *without, text], target, order)
    value = float(answers[-1])
    told = [
        {
            "word": text[start:end],
            "start": start,
            "end": end,
            "contribution": value - float(answer),
        }
        for (start, end), answer in zip(places, answers[1:-1], strict=True)
    ]
    return {"words": told, "base": float(answers[0]), "value": value, "target": label}


def _checked(words: Iterable[Any], length: int) -> list[tuple[int, int]]:
    try:
        places = [(int(start), int(end)) for start, end in words]
    except (TypeError, ValueError, OverflowError):
        places = [(-1, -1)]
    wrong = next((place for place in places if not 0 <= place[0] < place[1] <= length), None)
    if wrong is not None:
        raise InvalidInput(
            f"words must be pairs (start, end) of places in a text of {length} characters, "
            f"got {wrong if wrong[0] >= 0 else words!r}",
            parameter="words",
        )
    return places


def _answers(model: Any, samples: Any, target: Any, order: Any) -> Work[tuple[Array, Any]]:
    """Return one number a sample; the sample of the highest `order` says which class is meant."""
    if hasattr(model, "predict_proba"):
        proba = yield from _asked(model.predict_proba, samples)
        classes = model.classes_.tolist()
        if target is None:
            most = proba[int(np.argmax(order))][None]
            target = classes[int(decided(most, log_odds(model))[0])]
        elif target not in classes:
            raise InvalidInput(
                f"target must be one of the classes, got {short(target)}", parameter="target"
            )
        return proba[:, classes.index(target)], target
    if hasattr(model, "classes_"):  # labels are no numbers that could be moved
        require_method(model, "predict_proba", "model")
    predicted = np.asarray((yield from _asked(model.predict, samples)), dtype=np.float64)
    if predicted.ndim == 1:
        return predicted, None
    place = int(
        validation.check_number(
            "target",
            0 if target is None else target,
            low=0,
            high=predicted.shape[1] - 1,
            integer=True,
        )
    )
    return predicted[:, place], place


def _asked(method: Callable[[Any], Any], samples: Any) -> Work[Any]:
    answers = []
    for some in row_blocks(len(samples), _BATCH):
        answers.append(np.asarray(method(samples[some])))
        yield some.stop / len(samples)
    return np.concatenate(answers)


def _is_table(X: Any) -> bool:
    return isinstance(X, dict) or hasattr(X, "columns") or is_rows_of_cells(X)


def _cells(row: Any, background: Any) -> tuple[list[Any], Any, Any, Any]:
    """Return names of columns, cells of the row and of the usual row, and how to mix them."""
    if isinstance(row, dict) != isinstance(background, dict):
        raise InvalidInput("row and background must be of one kind", parameter="background")
    if isinstance(row, dict):
        absent = [name for name in background if name not in row]
        if absent or not background:
            raise InvalidInput(
                f"row lacks the column(s) {', '.join(map(repr, absent[:5]))} of background",
                parameter="row",
            )
        names = list(background)
        return names, row, background, _mix_dicts(names)
    cells = validation.check_X(np.atleast_2d(validation.as_array(row, "row")), name="row")
    usual = validation.check_X(
        np.atleast_2d(validation.as_array(background, "background")), name="background"
    )
    if len(cells) != 1 or cells.shape != usual.shape:
        raise InvalidInput(
            f"row and background must be one row each, got shapes {cells.shape} and {usual.shape}",
            parameter="background",
        )
    return list(range(cells.shape[1])), cells[0], usual[0], np.where


def _mix_dicts(names: list[Any]) -> Any:
    def mix(taken: Any, row: dict[str, Any], usual: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            row | {k: row[k] if own else usual[k] for k, own in zip(names, some, strict=True)}
            for some in taken.tolist()
        ]

    return mix
