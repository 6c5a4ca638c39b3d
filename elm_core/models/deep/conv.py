"""ELMs with local receptive fields, for images."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from typing import Any

import numpy as np

from elm_core import memory, validation
from elm_core.exceptions import InvalidInput, short
from elm_core.maths import hidden as hidden_layer
from elm_core.maths import patch_filters
from elm_core.maths.linalg import Array
from elm_core.maths.receptive import ReceptiveFields
from elm_core.models.deep.staged import Front, StagedClassifier

#: Places along a side at which maps are pooled, at most, where the stride is not given: by the
#: kind of filters.
_PLACES = {"random": 8, "kmeans": 5}

#: Images whose patches are learnt from, at most.
_SEEN = 5000


class ConvELMClassifier(StagedClassifier):
    """Extreme learning machine with local receptive fields (ELM-LRF), for images.

    Filters slide over the image; their maps are pooled, and the pooled maps go to an
    `ELMClassifier`, whose ridge term and calibration come from leave-one-out. Pixels are divided
    by their range, all by the same. The filters are random ones, drawn from a seed and never
    trained, or learnt from patches of the images without their labels.

    Parameters
    ----------
    n_filters : int, default 16
    filter_size : int, default 4
        Height and width of the filters, or those of the image where that is smaller.
    filters : {"random", "kmeans"}, default "random"
        "random": orthogonal ones; a window gives the root of the sum of squares. "kmeans":
        centroids of whitened patches, brought to even contrast; a window gives the root of the
        mean of what is beyond a threshold, on either side of it. Slower, and more exact for
        thousands of images.
    pool_size : int or None
        Height and width of the pooling windows; None: two more than the stride.
    stride : int or None
        Step from window to window; None: the least that gives no more than 8 windows along a
        side (5 with filters="kmeans").
    image_shape : (height, width) or (height, width, channels), or None
        Of the images in the rows of a 2-D X. None: a row is a square grey image, or where it
        cannot be, an image of one line.
    n_hidden : int, default 800
        Hidden units of the head.
    activation, alpha, hidden, weight_scale, bias_scale, class_weight
        Of the head, as in `ELMClassifier`.
    random_state : int, RandomState, Generator or None
        The same integer gives the same model on every machine.

    Attributes
    ----------
    classes_ : array of shape (n_classes,)
    image_shape_ : list of int
        Height, width, channels.
    filters_ : array of shape (height, width, channels, n_filters)
    contrast_ : bool
        Whether they are of patches of even contrast.
    low_, high_ : float
        The range of the training pixels.
    head_ : ELMClassifier
    alpha_, loo_score_
        Of the head.

    References
    ----------
    Huang, Bai, Kasun & Vong (2015), "Local receptive fields based extreme learning machine", IEEE
    Computational Intelligence Magazine 10(2). There the pooled maps go straight to the ridge
    regression; the hidden layer in between costs less and errs less on digits
    (``benchmarks/accuracy_images.py``). Coates & Ng (2012), "Learning feature representations with
    k-means", LNCS 7700.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core import ConvELMClassifier
    >>> images = np.zeros((40, 12, 12))
    >>> for i in range(40):  # a bar, standing or lying, anywhere
    ...     if i % 2:
    ...         images[i, :, i // 4] = 1
    ...     else:
    ...         images[i, i // 4, :] = 1
    >>> y = np.array(["lying", "standing"] * 20)
    >>> model = ConvELMClassifier(n_hidden=50, random_state=0).fit(images[:30], y[:30])
    >>> float(model.score(images[30:], y[30:]))
    1.0
    """

    image_shape_: list[int]
    filters_: Array
    low_: float
    high_: float
    pool_: list[int]
    stride_: list[int]
    contrast_: bool = False  # of older files: they do not hold it

    def __init__(
        self,
        n_filters: int = 16,
        *,
        filter_size: int = 4,
        filters: str = "random",
        pool_size: int | None = None,
        stride: int | None = None,
        image_shape: Any = None,
        n_hidden: int = 800,
        activation: str | Callable[[Array], Array] = "relu",
        alpha: float | str = "loo",
        hidden: str = "normal",
        weight_scale: float = 1.0,
        bias_scale: float = 0.5,
        class_weight: Any = None,
        random_state: Any = None,
    ) -> None:
        self.n_filters = n_filters
        self.filter_size = filter_size
        self.filters = filters
        self.pool_size = pool_size
        self.stride = stride
        self.image_shape = image_shape
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.hidden = hidden
        self.weight_scale = weight_scale
        self.bias_scale = bias_scale
        self.class_weight = class_weight
        self.random_state = random_state

    def _rows(self, X: Any) -> tuple[Array, dict[str, Any]]:
        x, given = _flat(X)
        return x, {"image_shape_": self._shape_of(x.shape[1], given)}

    def _shape_of(self, n_pixels: int, given: list[int] | None) -> list[int]:
        """Return height, width and channels of images of so many numbers."""
        wanted = _three(self.image_shape) if self.image_shape is not None else given
        if given is not None and given != wanted:
            raise InvalidInput(
                f"X holds images of {given} (height, width, channels), image_shape is {wanted}",
                parameter="X",
            )
        if wanted is None:
            side = math.isqrt(n_pixels)
            wanted = [side, side, 1] if side * side == n_pixels else [1, n_pixels, 1]
        if math.prod(wanted) != n_pixels:
            raise InvalidInput(
                f"X has {n_pixels} features, image_shape={short(self.image_shape)} needs "
                f"{math.prod(wanted)}",
                parameter="X",
            )
        return wanted

    def _checked_rows(self, X: Any) -> Array:
        x, given = _flat(X)
        if given is not None and given != list(self.image_shape_):
            raise InvalidInput(
                f"X holds images of {given}, the model was trained on {self.image_shape_} "
                "(height, width, channels)",
                parameter="X",
            )
        validation.check_features(self, X, x.shape[1])
        return x

    def _front_steps(
        self, x: Array, weights: Array, seed: int, form: dict[str, Any]
    ) -> Generator[float, None, dict[str, Any]]:
        h, w, c = form["image_shape_"]
        kh, kw = min(int(self.filter_size), h), min(int(self.filter_size), w)
        maps = (h - kh + 1, w - kw + 1)
        stride = [int(self.stride or -(-side // _PLACES[self.filters])) for side in maps]
        pool = [
            min(int(self.pool_size or step + 2), side)
            for side, step in zip(maps, stride, strict=True)
        ]
        sides = 2 if self.filters == "kmeans" else 1
        memory.require(
            16.0 * maps[0] * maps[1] * max(kh * kw * c, int(self.n_filters) * sides),
            f"images of {h}×{w}×{c} with {self.n_filters} filters",
            "make the images smaller",
        )
        low, high = float(x.min()), float(x.max())
        high = high if high > low else low + max(1.0, abs(low))
        if self.filters == "random":
            filters = self._drawn(kh * kw * c, seed)
        else:
            filters = self._learnt(x, (low, high), (h, w, c), (kh, kw), seed)
        yield 1.0
        return {
            "filters_": filters.reshape(kh, kw, c, -1),
            "contrast_": self.filters == "kmeans",
            "low_": low,
            "high_": high,
            "pool_": pool,
            "stride_": stride,
        }

    def _drawn(self, taps: int, seed: int) -> Array:
        return hidden_layer.draw(
            seed,
            taps,
            int(self.n_filters),
            activation="linear",
            hidden="orthogonal",
            weight_scale=1.0,
            bias_scale=0.0,
        ).weights

    def _learnt(
        self,
        x: Array,
        span: tuple[float, float],
        shape: tuple[int, int, int],
        size: tuple[int, int],
        seed: int,
    ) -> Array:
        random = np.random.RandomState(seed)
        some = x if len(x) <= _SEEN else x[np.sort(random.permutation(len(x))[:_SEEN])]
        images = ((some - span[0]) / (span[1] - span[0])).reshape(-1, *shape)
        patches = patch_filters.draw_patches(images, *size, random)
        if not len(patches):
            raise InvalidInput(
                'filters="kmeans" are learnt from patches that vary, and every patch of these '
                'images is of one colour: use filters="random"',
                parameter="X",
            )
        return patch_filters.learn_filters(patches, int(self.n_filters), random)

    def _front_of(self, learned: dict[str, Any]) -> tuple[Front, int]:
        h, w, c = learned["image_shape_"]
        front = ReceptiveFields(
            (h, w, c),
            learned["low_"],
            learned["high_"],
            learned["filters_"],
            (learned["pool_"][0], learned["pool_"][1]),
            (learned["stride_"][0], learned["stride_"][1]),
            bool(learned.get("contrast_", False)),
        )
        return front, front.n_features

    def _check_front(self) -> None:
        h, w, c = self.image_shape_
        if h * w * c != self.n_features_in_:
            raise ValueError(f"image_shape_ is {self.image_shape_}")
        kh, kw, channels, _ = self.filters_.shape
        if not (0 < kh <= h and 0 < kw <= w and channels == c):
            raise ValueError(f"filters_ have shape {self.filters_.shape}")
        if self.pool_[0] > h - kh + 1 or self.pool_[1] > w - kw + 1:
            raise ValueError("pool_ is larger than the maps")
        if not self.low_ < self.high_:
            raise ValueError("high_ must be above low_")

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.three_d_array = True
        return tags


def _flat(X: Any) -> tuple[Array, list[int] | None]:
    """Return images as valid rows, and their height, width and channels where X has these."""
    raw = X if hasattr(X, "columns") else validation.as_array(validation.dense(X, "X"), "X")
    if raw.ndim not in (3, 4):
        return validation.check_X(raw), None
    if 0 in raw.shape:
        raise InvalidInput(f"X holds no pixels: its shape is {raw.shape}", parameter="X")
    given = [int(side) for side in raw.shape[1:]] + [1] * (4 - raw.ndim)
    return validation.check_X(raw.reshape(len(raw), -1)), given


def _three(image_shape: Any) -> list[int]:
    """Return height, width and channels."""
    if isinstance(image_shape, str) or not hasattr(image_shape, "__len__"):
        sides: list[Any] = []
    else:
        sides = list(image_shape)
    if len(sides) not in (2, 3):
        raise InvalidInput(
            "image_shape must be (height, width) or (height, width, channels), got "
            f"{short(image_shape)}",
            parameter="image_shape",
        )
    for side in sides:
        validation.check_number("image_shape", side, low=1, high=2**31, integer=True)
    return [int(side) for side in sides] + [1] * (3 - len(sides))
