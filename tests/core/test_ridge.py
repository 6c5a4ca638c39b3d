"""The ridge solution and its leave-one-out scores, against scikit-learn and brute force."""

import warnings

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from elm_core.maths.arrays import finish
from elm_core.maths.moments import Moments
from elm_core.maths.orthogonal import OrthogonalSolver
from elm_core.maths.primal import choose_alpha_by_gcv, solve_primal
from elm_core.maths.ridge import Rows, solve_dual, solve_wide


def problem(n, h, seed=0, weighted=False):
    random = np.random.RandomState(seed)
    hidden = random.standard_normal((n, h)) + 0.5
    targets = random.standard_normal((n, 2)) + np.array([3.0, -1.0])
    weights = random.choice([0.01, 0.3, 1.0, 2.0, 7.5], n) if weighted else np.ones(n)
    return Rows(hidden, targets, weights)


def moments_of(rows):
    moments = Moments.zeros(rows.hidden.shape[1], rows.targets.shape[1])
    for start in range(0, len(rows.hidden), 7):
        part = slice(start, start + 7)
        moments.add(rows.hidden[part].copy(), rows.targets[part], rows.weights[part])
    return moments


def primal(rows, alpha):
    return solve_primal(moments_of(rows), alpha, rows)


def brute_force_leave_one_out(rows, alpha):
    """Each row left out whole, whatever its weight: as scikit-learn's RidgeCV has it."""
    out = []
    for i in range(len(rows.hidden)):
        left = rows.weights.copy()
        left[i] = 0.0
        model = Ridge(alpha=alpha, solver="cholesky").fit(rows.hidden, rows.targets, left)
        out.append(model.predict(rows.hidden[i : i + 1])[0])
    return np.array(out)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("alpha", [0.01, 1.0, 100.0])
@pytest.mark.parametrize(("n", "h"), [(100, 30), (30, 80), (50, 50)])
@pytest.mark.parametrize("solve", [primal, solve_wide])
def test_equals_scikit_learn_and_brute_force_leave_one_out(solve, n, h, alpha, weighted):
    rows = problem(n, h, weighted=weighted)
    solution = solve(rows, alpha)
    oracle = Ridge(alpha=alpha, solver="svd").fit(rows.hidden, rows.targets, rows.weights)
    np.testing.assert_allclose(solution.coef, oracle.coef_.T, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(solution.intercept, oracle.intercept_, rtol=1e-8, atol=1e-9)
    expected = brute_force_leave_one_out(rows, alpha)
    np.testing.assert_allclose(solution.loo, expected, rtol=0, atol=1e-9)


def test_leave_one_out_of_a_hundred_rows_equals_brute_force_to_1e9():
    rows = problem(100, 60)
    chosen = primal(rows, "loo")
    expected = brute_force_leave_one_out(rows, chosen.alpha)
    np.testing.assert_allclose(chosen.loo, expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize("factor", [2.0, 0.01, 1e-6, 1e9])
@pytest.mark.parametrize("solve", [primal, solve_wide])
@pytest.mark.parametrize(("n", "h"), [(100, 30), (30, 80)])
def test_weights_times_a_factor_are_the_same_problem(solve, n, h, factor):
    # a row of weight w used to be left out by one unit of it: of all weights 0.01, more than there
    # is; of all weights 2, a half, so that every row foresaw itself
    rows = problem(n, h, weighted=True)
    more = Rows(rows.hidden, rows.targets, factor * rows.weights)
    for alpha in (0.5, "loo"):
        a = solve(rows, alpha)
        b = solve(more, alpha if isinstance(alpha, str) else factor * alpha)
        assert b.alpha == pytest.approx(factor * a.alpha, rel=1e-9)
        for name in ("coef", "intercept", "loo"):
            np.testing.assert_allclose(getattr(b, name), getattr(a, name), rtol=1e-6, atol=1e-8)
    if n > h:  # where every row is met exactly, rounding chooses
        by_gcv = [finish(choose_alpha_by_gcv(moments_of(some), n)) for some in (rows, more)]
        assert by_gcv[1] == pytest.approx(factor * by_gcv[0], rel=1e-9)


def test_a_heavy_row_goes_whole_when_left_out():
    # one unit of a hundred left out would leave the row as good as there
    rows = problem(40, 60, weighted=True)
    rows.weights[0] = 100.0
    rows.targets[0] = 50.0
    for solution in (primal(rows, 1.0), solve_wide(rows, 1.0)):
        assert np.abs(solution.loo[0] - rows.targets.mean(axis=0)).max() < 10.0


@pytest.mark.parametrize("weighted", [False, True])
def test_primal_and_dual_choose_the_same_alpha(weighted):
    rows = problem(70, 60, weighted=weighted)
    assert primal(rows, "loo").alpha == pytest.approx(solve_wide(rows, "loo").alpha, rel=1e-9)


def test_chosen_alpha_is_the_best_of_many_by_brute_force():
    random = np.random.RandomState(1)
    hidden = random.standard_normal((60, 40))
    targets = hidden[:, :2] + 0.5 * random.standard_normal((60, 2))
    rows = Rows(hidden, targets, np.ones(60))
    spread = ((targets - targets.mean(axis=0)) ** 2).sum(axis=0)

    def error(alpha):
        loo = brute_force_leave_one_out(rows, alpha)
        return ((loo - targets) ** 2 / spread).sum()

    chosen = primal(rows, "loo").alpha
    assert error(chosen) <= 1.01 * min(error(a) for a in np.logspace(-3, 4, 15))


def test_gcv_from_statistics_alone_comes_near_leave_one_out():
    random = np.random.RandomState(2)
    hidden = random.standard_normal((300, 80))
    targets = hidden[:, :2] + random.standard_normal((300, 2))
    rows = Rows(hidden, targets, np.ones(300))
    by_gcv, by_loo = finish(choose_alpha_by_gcv(moments_of(rows), 300)), primal(rows, "loo").alpha
    assert 1 / 5 < by_gcv / by_loo < 5


@pytest.mark.parametrize("h", [20, 50, 51, 200])
def test_gcv_never_prefers_interpolation_of_noise(h):
    random = np.random.RandomState(3)
    rows = Rows(random.standard_normal((50, h)), random.standard_normal((50, 1)), np.ones(50))
    assert finish(choose_alpha_by_gcv(moments_of(rows), 50)) > 1.0


def test_dual_of_a_linear_kernel_is_the_primal():
    rows = problem(40, 10)
    dual = solve_dual(rows.hidden @ rows.hidden.T, rows.targets, 2.0, rows.weights)
    scores = rows.hidden @ rows.hidden.T @ dual.coef + dual.intercept
    expected = primal(rows, 2.0)
    np.testing.assert_allclose(scores, rows.hidden @ expected.coef + expected.intercept, atol=1e-9)
    np.testing.assert_allclose(dual.loo, expected.loo, atol=1e-9)


@pytest.mark.parametrize(("n", "h"), [(60, 20), (20, 60)])
def test_orthogonal_solver_equals_lstsq_where_columns_depend(n, h):
    random = np.random.RandomState(4)
    hidden = random.standard_normal((n, h))
    hidden[:, 1] = hidden[:, 0] + 1e-9 * random.standard_normal(n)
    targets = random.standard_normal((n, 2))
    solver = OrthogonalSolver(hidden.mean(axis=0), targets.mean(axis=0))
    for start in range(0, n, 9):
        part = slice(start, start + 9)
        solver.add(Rows(hidden[part], targets[part], np.ones(len(hidden[part]))))
    rows = Rows(hidden, targets, np.ones(n))
    solution = solver.solve(0.0, n, rows)
    centred = hidden - hidden.mean(axis=0)
    best = centred @ np.linalg.lstsq(centred, targets - targets.mean(axis=0), rcond=None)[0]
    got = hidden @ solution.coef + solution.intercept - targets
    least = np.linalg.norm(best - (targets - targets.mean(axis=0)))
    assert np.linalg.norm(got) <= 1.01 * least + 1e-6
    assert np.isfinite(solution.loo).all()


def test_statistics_of_parts_add_up_and_new_outputs_start_at_zero():
    rows = problem(30, 5)
    moments = moments_of(rows).with_outputs([1, None, 0])
    assert moments.cross.shape == (5, 3)
    assert (moments.cross[:, 1] == 0).all()
    np.testing.assert_array_equal(moments.cross[:, 2], moments_of(rows).cross[:, 0])


def test_no_warning_on_sound_problems():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        primal(problem(80, 20), 0.1)
        solve_wide(problem(20, 80), 0.1)


def test_a_row_that_is_interpolated_does_not_look_foreseen():
    # 40 rows twice and 20 alone in 60 dimensions: without a ridge term all 20 are met exactly
    random = np.random.RandomState(0)
    some = random.standard_normal((60, 60))
    hidden = np.concatenate([some, some[:40]])
    targets = np.column_stack([random.standard_normal(60)] * 2)
    targets = np.concatenate([targets, targets[:40]])
    rows = Rows(hidden, targets, np.ones(100))
    moments = Moments.zeros(60, 2)
    moments.add(hidden, targets, rows.weights)
    alone = slice(40, 60)
    nothing = solve_primal(moments, 1e-12, rows)
    spread = np.abs(targets[alone] - targets.mean(axis=0)).mean()
    assert np.abs(nothing.loo[alone] - targets[alone]).mean() > 0.5 * spread
    chosen = solve_primal(moments, "loo", rows)
    oracle = solve_dual(hidden @ hidden.T, targets, chosen.alpha, rows.weights)
    np.testing.assert_allclose(chosen.loo, oracle.loo, atol=1e-6)


def test_a_class_without_a_row_in_the_sample_does_not_rule_the_ridge_term():
    random = np.random.RandomState(0)
    hidden = random.standard_normal((3000, 20))
    codes = (hidden[:, 0] > 0).astype(int)
    codes[-2:] = 2
    hidden[-2:] *= 8.0
    targets = np.eye(3)[codes]
    moments = Moments.zeros(20, 3)
    moments.add(hidden, targets, np.ones(3000))
    sample = Rows(hidden[:500], targets[:500], np.ones(500))
    loo = solve_primal(moments, "loo", sample).loo
    assert (loo.argmax(axis=1) == codes[:500]).mean() > 0.95
