#!/usr/bin/env python3
"""Writes scikit_learn.csv: Gaussian processes with fixed kernels, as scikit-learn 1.9.1 sees them.

    python3 scikit_learn.py > scikit_learn.csv

Columns: case, quantity, row, column, value. Without a trend all figures are scikit-learn's own: log
marginal likelihood, its gradient by the logarithms of the hyperparameters, predictions, and each
observation predicted by a process fitted to the others, the largest likelihood. scikit-learn has no
trend, so for those the kernel matrices are its own and the equations 2.41 to 2.45 of Rasmussen and
Williams (2006) are written out with scipy.
"""
import numpy as np
from scipy.linalg import cho_factor, cho_solve
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, Matern, WhiteKernel

N, M = 25, 6
SCALES, VARIANCE, NUGGET = np.array([0.4, 0.9, 2.5]), 1.7, 0.03
FAMILIES = {
    "squared-exponential": RBF(SCALES),
    "matern-3/2": Matern(SCALES, nu=1.5),
    "matern-5/2": Matern(SCALES, nu=2.5),
}


def emit(case, quantity, values):
    for (row, column), value in np.ndenumerate(np.atleast_2d(values)):
        print(f"{case},{quantity},{row},{column},{float(value)!r}")


def regressor(kernel, noise):
    return GaussianProcessRegressor(kernel, alpha=noise, optimizer=None)


def zero(case, shape, x, y, noise, other):
    # The white kernel is the nugget; as part of the kernel it has a gradient.
    kernel = ConstantKernel(VARIANCE) * shape + WhiteKernel(NUGGET)
    process = regressor(kernel, noise).fit(x, y)
    value, gradient = process.log_marginal_likelihood(process.kernel_.theta, eval_gradient=True)
    mean, deviation = process.predict(other, return_std=True)
    emit(case, "likelihood", value)
    emit(case, "gradient", gradient)  # variance, length scales, nugget
    emit(case, "mean", mean)
    emit(case, "variance", deviation**2 - NUGGET)
    errors, variances = [], []
    for i in range(len(y)):
        rest = np.arange(len(y)) != i
        fitted = regressor(kernel, noise[rest]).fit(x[rest], y[rest])
        mean, deviation = fitted.predict(x[i : i + 1], return_std=True)
        errors.append(y[i] - mean[0])
        variances.append(deviation[0] ** 2 + noise[i])
    emit(case, "left-out-error", errors)
    emit(case, "left-out-variance", variances)


def fitted(case, shape, x, y, noise):
    """The largest likelihood that scikit-learn finds within the bounds of ProcessFit, 30 starts."""
    shape = shape.clone_with_theta(shape.theta)
    shape.length_scale_bounds = (0.02, 50)
    kernel = ConstantKernel(1, (1e-6, 1e3)) * shape + WhiteKernel(0.01, (1e-10, 10))
    process = GaussianProcessRegressor(
        kernel, alpha=noise, n_restarts_optimizer=30, random_state=1907
    ).fit(x, y)
    emit(case, "largest-likelihood", process.log_marginal_likelihood_value_)


def with_trend(case, shape, trend, x, y, noise, other):
    def basis(points):
        ones = np.ones((len(points), 1))
        return ones if trend == "constant" else np.hstack([ones, points])

    kernel = ConstantKernel(VARIANCE) * shape
    k = kernel(x) + np.diag(noise + NUGGET)
    factor = cho_factor(k, lower=True)
    h = basis(x)
    a = h.T @ cho_solve(factor, h)
    beta = np.linalg.solve(a, h.T @ cho_solve(factor, y))
    alpha = cho_solve(factor, y - h @ beta)
    value = -0.5 * (
        y @ alpha
        + 2 * np.log(np.diag(factor[0])).sum()
        + np.linalg.slogdet(a)[1]
        + (len(y) - h.shape[1]) * np.log(2 * np.pi)
    )
    cross = kernel(x, other)
    mean = basis(other) @ beta + cross.T @ alpha
    u = basis(other).T - h.T @ cho_solve(factor, cross)
    covariance = kernel(other) - cross.T @ cho_solve(factor, cross) + u.T @ np.linalg.solve(a, u)
    emit(case, "likelihood", value)
    emit(case, "coefficients", beta)
    emit(case, "mean", mean)
    emit(case, "variance", np.diag(covariance))
    emit(case, "covariance", covariance)


def main():
    random = np.random.default_rng(1907)
    x, other = random.random((N, 3)), random.random((M, 3)) * 1.2
    noise = 0.01 + 0.05 * random.random(N)
    y = np.sin(5 * x[:, 0]) + x[:, 1] ** 2 - 0.5 * x[:, 2] + random.normal(0, np.sqrt(noise))
    print("case,quantity,row,column,value")
    emit("data", "points", x)
    emit("data", "others", other)
    emit("data", "values", y)
    emit("data", "noise", noise)
    for name, shape in FAMILIES.items():
        zero(f"{name} zero", shape, x, y, noise, other)
        fitted(f"{name} zero", shape, x, y, noise)
        for trend in "constant", "linear":
            with_trend(f"{name} {trend}", shape, trend, x, y, noise, other)


main()
