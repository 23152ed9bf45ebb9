"""The verifier's crops, labels, network and file format."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from training.render.sample import KINDS  # noqa: E402
from training.verifier import checkpoint, crops  # noqa: E402
from training.verifier.labels import NONE, UNKNOWN, ScreenLabels  # noqa: E402
from training.verifier.measures import false_accepts, macro_f1, wilson  # noqa: E402
from training.verifier.network import VerifierNet, parameter_count  # noqa: E402
from training.verifier.points import PointSampler  # noqa: E402


def picture(width: int, height: int) -> np.ndarray:
    """Every pixel tells its place: red the column, green the row."""
    rows, columns = np.indices((height, width))
    return np.stack([columns, rows, rows * 0], axis=-1).astype(np.uint8)


def test_the_click_is_pixel_60_60_of_the_crop():
    crop = crops.cut(picture(250, 200), 100.9, 80.2)
    assert crop.shape == (120, 120, 3)
    assert crop[60, 60].tolist() == [100, 80, 0]
    assert crop[0, 0].tolist() == [40, 20, 0]
    assert crop[119, 119].tolist() == [159, 139, 0]


@pytest.mark.parametrize(
    ("x", "y", "corner", "opposite"),
    [
        (0, 0, [0, 0, 0], [59, 59, 0]),
        (249, 199, [189, 139, 0], [249, 199, 0]),
        (-30, 500, [0, 139, 0], [59, 199, 0]),
    ],
)
def test_the_edge_is_replicated_beyond_the_border(x, y, corner, opposite):
    crop = crops.cut(picture(250, 200), x, y)
    assert crop[0, 0].tolist() == corner
    assert crop[119, 119].tolist() == opposite


def test_a_picture_smaller_than_the_crop_is_continued_on_all_sides():
    crop = crops.cut(picture(10, 8), 5, 4)
    assert crop[60, 60].tolist() == [5, 4, 0]
    assert crop[0, 0].tolist() == [0, 0, 0]
    assert crop[119, 119].tolist() == [9, 7, 0]


def test_normalised_crops_are_planar_and_centred():
    grey = np.full((2, 120, 120, 3), 127.5).astype(np.float32)
    assert crops.normalise(grey).shape == (2, 3, 120, 120)
    assert np.allclose(crops.normalise(grey), 0.0)


def screen_record() -> dict:
    row = {"kind": "list_item", "box": [100, 100, 300, 140], "enabled": True}
    button = {"kind": "button", "box": [260, 105, 295, 135], "enabled": False}
    text = {"kind": "none", "box": [10, 10, 80, 24], "enabled": True}
    return {"size": [400, 300], "elements": [row, button, text], "ignore": [[0, 200, 50, 260]]}


@pytest.mark.parametrize(
    ("x", "y", "kind", "enabled"),
    [
        (150, 120, KINDS.index("list_item"), 1),
        (275, 120, KINDS.index("button"), 0),
        (40, 16, NONE, UNKNOWN),
        (350, 250, NONE, UNKNOWN),
        (20, 230, UNKNOWN, UNKNOWN),
        (150, 141, UNKNOWN, UNKNOWN),
        (-1, 5, UNKNOWN, UNKNOWN),
    ],
)
def test_a_point_is_labelled_by_the_innermost_control(x, y, kind, enabled):
    assert ScreenLabels(screen_record()).at(x, y) == (kind, enabled)


def test_negatives_stand_on_no_control():
    labels = ScreenLabels(screen_record())
    sampler = PointSampler(labels, np.random.default_rng(1), np.ones(len(KINDS)))
    points = sampler.draw(20, 40)
    assert {point.source for point in points} >= {"control", "near_miss", "text", "background"}
    for point in points:
        assert (point.kind == NONE) == (point.source != "control")
        assert labels.at(point.x, point.y)[0] == point.kind


def test_the_trunk_has_torchvisions_names_and_shapes():
    reference = pytest.importorskip("torchvision").models.resnet18(weights=None).state_dict()
    ours = VerifierNet().state_dict()
    heads = {"fc.weight", "fc.bias", "enabled.weight", "enabled.bias"}
    trunk = {name: tuple(value.shape) for name, value in ours.items() if name not in heads}
    theirs = {name: tuple(value.shape) for name, value in reference.items() if name not in heads}
    assert trunk == theirs
    assert parameter_count(VerifierNet()) < 11.3e6


def test_the_click_is_judged_at_the_middle_place():
    net = VerifierNet().eval()
    x = torch.randn(2, 3, 120, 120)
    with torch.no_grad():
        kinds, enabled = net(x)
        everywhere, enabled_everywhere = net.forward_places(x)
    assert everywhere.shape == (2, 4, 4, 12)
    assert torch.allclose(everywhere[:, 2, 2], kinds, atol=1e-5)
    assert torch.allclose(enabled_everywhere[:, 2, 2], enabled, atol=1e-5)


def test_a_checkpoint_is_read_back_within_its_rounding(tmp_path):
    net = VerifierNet().eval()
    checkpoint.save_checkpoint(net, tmp_path)
    assert (tmp_path / "model.safetensors").stat().st_size < 12 << 20
    read = checkpoint.load_checkpoint(tmp_path)
    x = torch.from_numpy(crops.normalise(checkpoint.probe_crop()[None]))
    with torch.no_grad():
        assert torch.allclose(read(x)[0], net(x)[0], atol=0.1)


def test_int8_weights_keep_each_channels_largest_value():
    weight = torch.tensor([[1.0, -2.0, 0.5], [0.001, 0.0, -0.003]])
    values, scale = checkpoint.quantise(weight)
    assert values.dtype == torch.int8 and values.abs().amax(dim=1).tolist() == [127, 127]
    assert torch.allclose(values * scale.float()[:, None], weight, atol=0.01)


def test_figures():
    low, high = wilson(95, 100)
    assert low == pytest.approx(0.8882, abs=1e-3) and high == pytest.approx(0.9785, abs=1e-3)
    truth, guess = np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1])
    assert macro_f1(truth, guess, 3) == pytest.approx((2 / 3 + 0.8) / 2)
    scores, control = np.linspace(0, 1, 101), np.arange(101) >= 50
    assert false_accepts(scores, control, 0.5) == (0.0, pytest.approx(0.75))
