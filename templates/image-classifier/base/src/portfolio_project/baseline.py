"""What the network has to beat: the largest class, and a linear model of the pixels.

Both are pipelines with the interface of the network, so that no comparison depends on plumbing.
"""

from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from .decode import Pixels
from .reporting.shares import Floats


def pixels(X: Pixels) -> Floats:
    """Lay each image out as a row of numbers between 0 and 1, shape (n, pixels)."""
    return X.reshape(len(X), -1) / 255.0


def trivial() -> Pipeline:
    """Predict the shares of the classes in the training part for every image."""
    model = DummyClassifier(strategy="prior")
    return Pipeline([("pixels", FunctionTransformer(pixels)), ("model", model)])


def simple(C: float = 0.01, max_iter: int = 1000) -> Pipeline:
    """Multinomial logistic regression on scaled pixels.

    Parameters
    ----------
    C : float
        Inverse strength of the L2 penalty.
    max_iter : int
        Steps at most; with many images the last ones change nothing that matters.
    """
    model = LogisticRegression(C=C, max_iter=max_iter)
    steps = [("pixels", FunctionTransformer(pixels)), ("scale", StandardScaler()), ("model", model)]
    return Pipeline(steps)
