// The Python that stands beside the pictures, written for this page; the user goes on from it.
// @ts-check

/** @type {Record<string, string>} */
export const CELLS = {
  map: `import numpy as np

rng = np.random.RandomState(0)
x = np.linspace(-1, 1, 7)[:, None]    # seven inputs
W = 4 * rng.normal(size=(1, 5))       # drawn once, never trained
b = 4 * rng.uniform(-1, 1, size=5)
H = np.tanh(x @ W + b)                # a row each, a column for each hidden unit
print(H.round(2))`,
  solve: `import numpy as np

def fit(X, y, n_hidden=50, alpha=1e-6, seed=0):
    rng = np.random.RandomState(seed)
    W = 4 * rng.normal(size=(X.shape[1], n_hidden))
    b = 4 * rng.uniform(-1, 1, size=n_hidden)
    H = np.tanh(X @ W + b)
    beta = np.linalg.solve(H.T @ H + alpha * np.eye(n_hidden), H.T @ y)
    return lambda X: np.tanh(X @ W + b) @ beta

X = np.linspace(-1, 1, 40)[:, None]
predict = fit(X, np.sin(4 * X[:, 0]))
new = np.array([[-0.55], [0.12], [0.83]])
print("said ", predict(new).round(3))
print("right", np.sin(4 * new[:, 0]).round(3))`,
  ridge: `import numpy as np
from elm_core import ELMRegressor

rng = np.random.RandomState(1)
X = rng.uniform(-1, 1, size=(30, 1))
y = np.sin(4 * X[:, 0]) + 0.3 * rng.normal(size=30)
for alpha in (1e-6, 1e-3, 0.1, 1, 100, "loo"):
    model = ELMRegressor(100, activation="tanh", alpha=alpha, random_state=0).fit(X, y)
    print(f"alpha {model.alpha_:<9.3g} leave-one-out R² {model.loo_score_:.3f}")
print("the last one was chosen by leave-one-out")`,
  epochs: `import time
import numpy as np

rng = np.random.RandomState(0)
x = np.linspace(-1, 1, 40)[:, None]
H = np.tanh(4 * (x @ rng.normal(size=(1, 30)) + rng.uniform(-1, 1, size=30)))
y, alpha = np.sin(4 * x[:, 0]), 1e-3

def error(beta):
    return np.sqrt(np.mean((H @ beta - y) ** 2))

start = time.perf_counter()
solved = np.linalg.solve(H.T @ H + alpha * np.eye(30), H.T @ y)
print(f"solved: error {error(solved):.5f} in {1000 * (time.perf_counter() - start):.1f} ms")

start = time.perf_counter()
beta, step = np.zeros(30), 1 / (np.linalg.norm(H, 2) ** 2 + alpha)
for epoch in range(1, 3001):
    beta -= step * (H.T @ (H @ beta - y) + alpha * beta)
    if epoch in (1, 10, 100, 1000, 3000):
        print(f"{epoch:5} epochs: error {error(beta):.5f}")
print(f"in {1000 * (time.perf_counter() - start):.0f} ms")`,
};
