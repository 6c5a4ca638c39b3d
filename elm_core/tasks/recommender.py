"""Ratings in, predicted ratings and recommendations out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Regressor, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.labels import check_labels, encode_labels
from elm_core.maths.factors import Factors, alternate, solve_side
from elm_core.maths.linalg import Array, matmul_t
from elm_core.models.targets import join_labels
from elm_core.tables.columns import Categorical

Labels = npt.NDArray[Any]


class Recommender(Regressor):
    """Matrix factorisation of ratings: r ≈ μ + b_u + b_i + p_uᵀ q_i, by closed-form ridges.

    A user who is not known is told by the ratings that come along (`recommend`), or gets what
    is generally liked. The model, and its file, hold all ratings.

    Parameters
    ----------
    n_factors : int, default 16
    alpha : float, default 3.0
        Ridge term, in variances of the ratings.
    sweeps : int, default 15
        Times that users and items are solved for in turn.
    random_state : int, RandomState, Generator or None
        Of the factors begun with.

    Attributes
    ----------
    users_, items_ : array of labels
    user_factors_, item_factors_ : arrays of shape (n, 1 + n_factors)
        Bias and factors, in standard deviations of the ratings.
    mean_, scale_, low_, high_ : float
        Of the ratings; predictions stay between the lowest and the highest.
    n_samples_seen_ : int
        Ratings.

    References
    ----------
    Zhou et al. (2008), AAIM, sec. 3.1; Koren, Bell & Volinsky (2009), Computer 42(8), eq. 4.

    Examples
    --------
    >>> from elm_core.tasks.recommender import Recommender
    >>> films = ["alien", "heat", "amour", "her"]
    >>> pairs = [(name, film) for name in ("ann", "bob", "eve", "dan") for film in films]
    >>> ratings = [5, 5, 1, 1, 5, 4, 1, 2, 1, 1, 5, 5, 2, 1, 5, 4]
    >>> model = Recommender(n_factors=2, alpha=0.5, random_state=0).fit(pairs, ratings)
    >>> [film for film, _ in model.recommend(ratings={"alien": 5}, n=1)]
    ['heat']
    """

    users_: Labels
    items_: Labels
    user_factors_: Array
    item_factors_: Array
    user_codes_: npt.NDArray[np.int32]
    item_codes_: npt.NDArray[np.int32]
    ratings_: Array
    mean_: float
    scale_: float
    low_: float
    high_: float
    n_samples_seen_: int

    def __init__(
        self,
        *,
        n_factors: int = 16,
        alpha: float = 3.0,
        sweeps: int = 15,
        random_state: Any = None,
    ) -> None:
        self.n_factors = n_factors
        self.alpha = alpha
        self.sweeps = sweeps
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Train on pairs X of user and item, and their ratings y (n,).

        Parameters
        ----------
        X : sequence of (user, item), or mapping with the columns ``user`` and ``item``
            Names or whole numbers.
        y : array-like of shape (n,)

        Raises
        ------
        InvalidInput
            For no ratings, ratings that are no finite numbers, or pairs that are none.
        """
        run(self.fit_steps(X, y))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done. There are no sample weights."""
        users, items, ratings = self._check(X, y, sample_weight)
        random = np.random.RandomState(validation.check_seed(self.random_state))
        yield from self._learn_steps(users, items, ratings, None, random)

    def partial_fit(self, X: Any, y: Any) -> Self:
        """Add ratings; users and items may be new. A pair rated again counts twice."""
        run(self.partial_fit_steps(X, y))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        if not self.is_fitted:
            yield from self.fit_steps(X, y, sample_weight)
            return
        users, items, ratings = self._check(X, y, sample_weight)
        users = join_labels(self.users_[self.user_codes_], users)
        items = join_labels(self.items_[self.item_codes_], items)
        ratings = np.concatenate([self.ratings_, ratings])
        random = np.random.RandomState(validation.check_seed(self.random_state))
        yield from self._learn_steps(users, items, ratings, self, random)

    def predict(self, X: Any) -> Array:
        """Return the predicted ratings of pairs, (n,).

        Of a user or an item that is not known, only the other one's bias counts.
        """
        self._require_fitted()
        users, items = _pairs(X)
        of_users, of_items = _places(self.users_, users), _places(self.items_, items)
        # code −1 takes the row of zeros at the end
        return self._bounded(self._factors(blank=True).predict(of_users, of_items))

    def recommend(
        self, user: Any = None, n: int = 10, *, ratings: Any = None, rated: bool = False
    ) -> list[tuple[Any, float]]:
        """Return the n best items for a user, with predicted ratings, best first.

        Parameters
        ----------
        user : label or None
            None, or one that is not known: what is generally liked.
        n : int
        ratings : mapping of items to ratings, or None
            Tells a user who is not known, or adds to what is known; nothing is learnt.
        rated : bool
            Also recommend items that the user has rated.
        """
        self._require_fitted()
        validation.check_number("n", n, low=1, integer=True)
        place = -1 if user is None else int(_places(self.users_, np.array([user]))[0])
        known = self.user_codes_ == place
        seen, values = self.item_codes_[known], self.ratings_[known]
        row = self._factors(blank=True).users[place]
        if ratings is not None:
            if not isinstance(ratings, Mapping):
                raise InvalidInput(
                    f"ratings must map items to ratings, got {type(ratings).__name__}",
                    parameter="ratings",
                )
            if ratings:
                given = validation.check_X([list(ratings.values())], name="ratings")[0]
                places = _places(self.items_, np.array(list(ratings)))
                seen = np.append(seen, places[places >= 0]).astype(np.intp)
                values = np.append(values, given[places >= 0])
                row = self._fold_in(seen, values)
        scores = self.item_factors_[:, 0] + row[0]
        scores = scores + matmul_t(row[None, 1:], self.item_factors_[:, 1:])[0]
        order = np.argsort(-scores, kind="stable")
        if not rated:
            order = order[~np.isin(order, seen)]
        chosen = order[:n]
        predicted = self._bounded(scores[chosen])
        return list(zip(self.items_[chosen].tolist(), predicted.tolist(), strict=True))

    def _fold_in(self, items: npt.NDArray[np.integer], ratings: Array) -> Array:
        targets = (ratings - self.mean_) / self.scale_
        nobody = np.zeros(len(items), dtype=np.intp)
        return np.asarray(solve_side(nobody, 1, items, self.item_factors_, targets, self.alpha)[0])

    def _bounded(self, scores: Array) -> Array:
        return np.asarray(np.clip(self.mean_ + self.scale_ * scores, self.low_, self.high_))

    def _factors(self, *, blank: bool = False) -> Factors:
        if not blank:
            return Factors(self.user_factors_, self.item_factors_)
        zero = np.zeros((1, self.item_factors_.shape[1]))
        return Factors(
            np.concatenate([self.user_factors_, zero]), np.concatenate([self.item_factors_, zero])
        )

    def _learn_steps(
        self,
        user_labels: Labels,
        item_labels: Labels,
        ratings: Array,
        old: Recommender | None,
        random: np.random.RandomState,
    ) -> Steps:
        users, user_codes = encode_labels(user_labels)
        items, item_codes = encode_labels(item_labels)
        mean, scale = float(ratings.mean()), float(ratings.std())
        if not scale > 1e-12 * abs(mean):
            scale = 1.0
        width = self.n_factors + 1
        first = np.zeros((len(items), width))
        first[:, 1:] = (random.random_sample((len(items), width - 1)) - 0.5) / np.sqrt(width)
        if old is not None and old.item_factors_.shape[1] == width:
            first[_places(items, old.items_)] = old.item_factors_
        factors = Factors(np.zeros((len(users), width)), first)
        targets = (ratings - mean) / scale
        # of a model that is there, the factors are near where they will end
        sweeps = self.sweeps if old is None else max(1, self.sweeps // 5)
        every = alternate(user_codes, item_codes, targets, factors, self.alpha, sweeps)
        for done, found in enumerate(every, 1):
            factors = found
            yield done / sweeps
        self._become(
            users_=users,
            items_=items,
            user_factors_=factors.users,
            item_factors_=factors.items,
            user_codes_=user_codes.astype(np.int32),
            item_codes_=item_codes.astype(np.int32),
            ratings_=ratings,
            mean_=mean,
            scale_=scale,
            low_=float(ratings.min()),
            high_=float(ratings.max()),
            n_samples_seen_=len(ratings),
        )

    def _check(self, X: Any, y: Any, sample_weight: Any) -> tuple[Labels, Labels, Array]:
        self._check_params()
        if sample_weight is not None:
            raise InvalidInput("Recommender takes no sample_weight", parameter="sample_weight")
        users, items = _pairs(X)
        ratings = validation.check_targets(y, len(users))
        if ratings.ndim != 1:
            raise InvalidInput(f"y must be 1-D, got shape {ratings.shape}", parameter="y")
        return users, items, ratings

    def _check_learned(self) -> None:
        self._check_params()
        if self.item_factors_.shape[1] < 2 or len(self.ratings_) != self.n_samples_seen_:
            raise ValueError(f"{len(self.ratings_)} ratings, of {self.n_samples_seen_}")
        if self.low_ > self.high_:
            raise ValueError("low_ is above high_")


def _pairs(X: Any) -> tuple[Labels, Labels]:
    """Return users and items of a table or of a list of pairs."""
    if isinstance(X, Mapping):
        missing = [name for name in ("user", "item") if name not in X]
        if missing:
            raise InvalidInput(f"X has no column {missing[0]!r}", parameter="X")
        columns = [_column(X[name], name) for name in ("user", "item")]
    else:
        try:
            rows = [tuple(pair) for pair in X] if not isinstance(X, str) else [()]
        except TypeError:
            rows = [()]
        wrong = next((i for i, pair in enumerate(rows) if len(pair) != 2), None)
        if wrong is not None:
            raise InvalidInput(
                f"X must hold pairs of user and item, row {wrong} is none", parameter="X"
            )
        columns = [_column([pair[k] for pair in rows], ("user", "item")[k]) for k in (0, 1)]
    users, items = columns
    if not len(users) or len(users) != len(items):
        raise InvalidInput(
            f"X must hold at least 1 pair, got {len(users)} users and {len(items)} items",
            parameter="X",
        )
    return users, items


def _column(values: Any, name: str) -> Labels:
    if isinstance(values, Categorical):
        if (values.codes < 0).any():
            row = int(np.argmax(values.codes < 0))
            raise InvalidInput(f"no {name} in row {row} of X", parameter="X", row=row)
        return np.asarray(np.array(values.values)[values.codes])
    try:
        labels = check_labels(values, len(values))
        encode_labels(labels)
    except InvalidInput as error:
        raise InvalidInput(
            f"the {name}s in X must be names or whole numbers, of one kind: {error}",
            parameter="X",
            row=error.row,
        ) from None
    return labels


def _places(known: Labels, asked: Labels) -> npt.NDArray[np.intp]:
    """Return the place of each label among sorted ones, −1 where it is not there."""
    place = {label: i for i, label in enumerate(known.tolist())}
    return np.array([place.get(label, -1) for label in asked.tolist()], dtype=np.intp)
