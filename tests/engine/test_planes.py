import numpy as np
import pytest
import torch

from pellucid.engine.planes import Plane, reduce_by
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.io.source_image import SourceImage


@pytest.mark.parametrize(
    ("zoom", "divisor"), [(4.0, 1), (1.0, 1), (0.51, 1), (0.5, 2), (0.34, 2), (1 / 3, 3), (0.2, 5)]
)
def test_a_view_takes_the_coarsest_plane_with_a_pixel_for_every_device_pixel(
    source: SourceImage, zoom: float, divisor: int
) -> None:
    assert Plane.for_view(source, Viewport(0, 0, zoom, Size(10, 10))).divisor == divisor


@pytest.mark.parametrize("divisor", [1, 2, 3, 7])
def test_a_plane_holds_the_means_of_photo_pixels(source: SourceImage, divisor: int) -> None:
    plane = Plane(source, divisor)
    picture = plane.read(Rect.of(plane.size))
    assert picture.shape == (3, -(-230 // divisor), -(-310 // divisor))
    corner = source.samples[:divisor, :divisor].reshape(-1, 3).mean(axis=0) / 255
    assert np.allclose(picture[:, 0, 0], corner, atol=1e-5)
    whole = reduce_by(torch.from_numpy(source.samples.copy()).permute(2, 0, 1).float() / 255, divisor)
    torch.testing.assert_close(picture, whole, rtol=1e-4, atol=1e-4)


def test_plane_and_photo_rectangles_belong_together(source: SourceImage) -> None:
    plane = Plane(source, 3)
    inside = Rect(10, 20, 30, 40)
    assert plane.plane_rect(plane.photo_rect(inside)) == inside
    assert plane.photo_rect(Rect.of(plane.size)) == Rect(0, 0, 310, 230)
