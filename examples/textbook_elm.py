"""An extreme learning machine on one screen: the idea of this toolkit, and nothing else.

Huang, Zhu & Siew (2006), "Extreme learning machine: theory and applications", Neurocomputing 70.
`elm_core.ELMClassifier` gives the same predictions from the same seed; it adds leave-one-out,
calibrated probabilities, streams, cancelling and kernels in C.
"""

import numpy as np


class TextbookELM:
    """Classify rows of numbers: a random hidden layer, then a ridge regression onto classes."""

    def __init__(self, n_hidden=256, alpha=1e-3, seed=0):
        self.n_hidden, self.alpha, self.seed = n_hidden, alpha, seed

    def fit(self, X, y):
        # 1. A hidden layer with random weights W and biases b, which are never trained.
        random = np.random.RandomState(self.seed)
        W = np.sqrt(12) * (random.random_sample((X.shape[1], self.n_hidden)) - 0.5)
        self.W = W / np.sqrt(X.shape[1])  # XW has variance 1 for inputs of variance 1
        self.b = random.random_sample(self.n_hidden) - 0.5
        # 2. Targets T: one column of zeros and ones for each class.
        self.classes, codes = np.unique(y, return_inverse=True)
        T = np.eye(len(self.classes))[codes]
        # 3. Output weights β in closed form: (HᵀH + αI) β = HᵀT, of centred H and T.
        H = self.hidden(X)
        self.H_mean, self.T_mean = H.mean(axis=0), T.mean(axis=0)
        H, T = H - self.H_mean, T - self.T_mean
        self.beta = np.linalg.solve(H.T @ H + self.alpha * np.eye(self.n_hidden), H.T @ T)
        return self

    def hidden(self, X):
        return np.maximum(X @ self.W + self.b, 0.0)  # H = relu(XW + b)

    def predict(self, X):
        scores = (self.hidden(X) - self.H_mean) @ self.beta + self.T_mean
        return self.classes[scores.argmax(axis=1)]


if __name__ == "__main__":
    random = np.random.RandomState(1)
    X = random.normal(size=(400, 2))
    y = np.where(X[:, 0] * X[:, 1] > 0, "same sign", "other sign")
    model = TextbookELM().fit(X[:300], y[:300])
    right = (model.predict(X[300:]) == y[300:]).mean()
    print(f"{right:.0%} of 100 new points are right")
