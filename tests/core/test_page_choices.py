"""Every model that a page lets people choose is one that `specs` allows."""

import re

import pytest

from elm_core.maths.kernels import TAKES
from elm_core.service.model_specs import build_model
from elm_core.specs.forms import choices
from tests.predicting import ROOT, run_node


@pytest.fixture(scope="module")
def offered(tmp_path_factory):
    return run_node("page_choices.mjs", None, tmp_path_factory.mktemp("choices"))


@pytest.mark.parametrize("page", ["boundary", "compose"])
def test_choices_of_forms_and_bricks_are_those_that_there_are(offered, page):
    assert len(offered[page]) > 20
    for spec in offered[page]:
        build_model(spec)._check_params()


def test_boundary_asks_for_gamma_where_a_kernel_takes_it(offered):
    forms = [spec["params"] for spec in offered["boundary"] if "kernel" in spec["params"]]
    asked = {params["kernel"]: params["gamma"] is not None for params in forms}
    assert len(asked) > 4
    assert asked == {kernel: "gamma" in TAKES.get(kernel, ()) for kernel in asked}


def test_activations_of_selects_are_those_that_there_are(offered):
    there = set(choices("activation"))
    found = {}
    for page in (ROOT / "web").glob("*.html"):
        for options in re.findall(
            r'<select id="activation">(.*?)</select>', page.read_text(), re.S
        ):
            found[page.stem] = re.findall("<option>(.*?)</option>", options)
            assert set(found[page.stem]) <= there, page.name
    assert found["table"]
    assert found["how-it-works"] == offered["how-it-works"]
