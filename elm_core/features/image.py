"""Images as features: grey, of one size, in the middle, from 0 to 1.

Pixels are divided by their range, all by the same: scaled one by one, those that are nearly always
blank would weigh most.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from elm_core import memory, validation
from elm_core.exceptions import InvalidInput
from elm_core.maths import pixels
from elm_core.maths.linalg import Array, row_blocks
from elm_core.output import Transformer

#: With `crop`, the drawing fills this share of the picture: 20 of 28 pixels, as in MNIST.
_FILLED = 20 / 28
#: What is darker than this share of the brightest pixel is not part of a drawing.
_DARK = 0.1
_BLOCK = 64


class ImageVectorizer(Transformer):
    """Images of any size as rows of height · width numbers from 0 to 1.

    Parameters
    ----------
    height, width : int, default 28
        Of the result, by area average.
    grey : bool, default True
        Brightness of colours (ITU-R BT.601); False: red, green and blue are kept.
    invert : bool, default False
        1 − x: for dark drawings on white, as the models want bright ones on black.
    crop : bool, default False
        Cut each image to its drawing (what is bright), which is then brought to 20/28 of the
        height and width, its proportions kept: as the digits of MNIST were made.
    centre : bool, default False
        Shift each image so that its centre of mass is in the middle.
    maximum : float or None
        The value of a white pixel. None: 255 for whole numbers, 1 for others.

    Attributes
    ----------
    n_features_out_ : int

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core.features.image import ImageVectorizer
    >>> photos = np.zeros((2, 60, 80, 3), dtype=np.uint8)
    >>> photos[0, :30] = 255
    >>> ImageVectorizer(2, 4).fit_transform(photos).tolist()[0]
    [1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    """

    n_features_out_: int

    def __init__(
        self,
        height: int = 28,
        width: int = 28,
        *,
        grey: bool = True,
        invert: bool = False,
        crop: bool = False,
        centre: bool = False,
        maximum: float | None = None,
    ) -> None:
        self.height = height
        self.width = width
        self.grey = grey
        self.invert = invert
        self.crop = crop
        self.centre = centre
        self.maximum = maximum

    @property
    def shape(self) -> tuple[int, ...]:
        """Height and width of a result (and 3 channels without `grey`): for `ConvELMClassifier`."""
        return (self.height, self.width) if self.grey else (self.height, self.width, 3)

    def fit(self, X: Any = None, y: Any = None) -> Self:
        """Check the parameters; X and y are not needed."""
        self._check_params()
        self._become(n_features_out_=int(np.prod(self.shape)))
        return self

    def fit_transform(self, X: Any, y: Any = None) -> Array:
        """Return `fit().transform(X)`."""
        return self.fit().transform(X)

    def transform(self, X: Any) -> Array:
        """Return the rows (n_images, height · width), times 3 without `grey`.

        Parameters
        ----------
        X : array-like of shape (n, height, width), or (n, height, width, 1, 3 or 4)
            Grey, red-green-blue, or these with opacity (what is transparent is white).
        """
        self._require_fitted()
        images, maximum = self._checked(X)
        n = len(images)
        memory.require(8.0 * n * self.n_features_out_, f"{n} images", "use fewer at a time")
        out = np.empty((n, self.n_features_out_))
        for rows in row_blocks(n, _BLOCK):
            block = images[rows].astype(np.float64)
            _check_range(block, maximum, rows.start)
            out[rows] = self._block(block / maximum).reshape(len(block), -1)
        return self._output(out, X)  # type: ignore[no-any-return]

    def _block(self, images: Array) -> Array:
        """Return images (n, height, width) or (n, height, width, 3) of images in 0..1."""
        if images.shape[-1] == 4:
            images = pixels.over_white(images)
        if images.shape[-1] == 3 and self.grey:
            images = pixels.brightness(images)[..., None]
        if self.invert:
            images = 1.0 - images
        if not self.grey:
            channels = [images[..., min(c, images.shape[-1] - 1)] for c in range(3)]
            sized = [
                pixels.resize(np.ascontiguousarray(c), self.height, self.width) for c in channels
            ]
            return np.stack(sized, axis=-1)
        images = images[..., 0]
        if self.crop:
            images = np.stack([self._cropped(image) for image in images])
        else:
            images = pixels.resize(np.ascontiguousarray(images), self.height, self.width)
        return pixels.centre_by_mass(images) if self.centre else images

    def _cropped(self, image: Array) -> Array:
        """Return the drawing in the middle of a black picture."""
        cut = image[pixels.bounding_box(image, _DARK * float(image.max()))]
        room = max(1.0, _FILLED * self.height), max(1.0, _FILLED * self.width)
        factor = min(room[0] / cut.shape[0], room[1] / cut.shape[1])
        height, width = (max(1, round(factor * side)) for side in cut.shape)
        out = np.zeros((self.height, self.width))
        top, left = (self.height - height) // 2, (self.width - width) // 2
        sized = pixels.resize(np.ascontiguousarray(cut)[None], height, width)[0]
        out[top : top + height, left : left + width] = sized
        return out

    def _checked(self, X: Any) -> tuple[np.ndarray[Any, Any], float]:
        images = validation.as_array(X, "X")
        if images.ndim == 3:
            images = images[..., None]
        if images.ndim != 4 or images.shape[-1] not in (1, 3, 4) or 0 in images.shape:
            raise InvalidInput(
                "X must hold images: (n, height, width), or (n, height, width, 1, 3 or 4), got "
                f"shape {np.shape(X)}",
                parameter="X",
            )
        if images.dtype.kind not in "fiub":
            raise InvalidInput(f"X must hold numbers, got {images.dtype}", parameter="X")
        whole = images.dtype.kind in "iu"
        return images, float(self.maximum) if self.maximum is not None else (
            255.0 if whole else 1.0
        )

    def _check_params(self) -> None:
        super()._check_params()
        for name in ("crop", "centre"):
            if getattr(self, name) and not self.grey:
                raise InvalidInput(f"{name} needs grey=True", parameter=name)

    def _check_learned(self) -> None:
        if self.n_features_out_ != self._expected():
            raise ValueError(f"n_features_out_ is {self.n_features_out_}")

    def _expected(self) -> int:
        return type(self)(**self.get_params()).fit().n_features_out_


def _check_range(images: Array, maximum: float, first: int) -> None:
    """Raise unless all values are between 0 and `maximum`; NaN fails, too."""
    low, high = images.min(), images.max()
    if low >= 0.0 and high <= maximum:
        return
    place = np.argwhere(~((images >= 0.0) & (images <= maximum)))[0]
    value = images[tuple(place)]
    raise InvalidInput(
        f"X holds {value:g} in image {first + int(place[0])}, outside 0 to {maximum:g}: give the "
        "value of a white pixel as maximum",
        parameter="X",
        row=first + int(place[0]),
    )
