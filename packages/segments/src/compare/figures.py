"""Writes figures.json: what independent implementations say of examples, for statistics.test.ts.

    python3 -m venv somewhere && somewhere/bin/pip install scipy==1.17.1 statsmodels==0.15.0
    somewhere/bin/python packages/segments/src/compare/figures.py > packages/segments/src/compare/figures.json

Wilson, Newcombe and Benjamini-Hochberg are those of statsmodels; Welch, the chi-squared test and Cramer's V those of scipy.
Cohen's d, Cliff's delta and Bergsma's correction have no implementation there: they are written out here from the
definitions, pair by pair and table by table, without the shortcuts of the product.
"""
import json
import math
import random

import numpy as np
import scipy
import statsmodels
from scipy import stats
from scipy.stats.contingency import association
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

Z = stats.norm.ppf(0.975)
random.seed(7)
rng = np.random.default_rng(7)


def dominance(a, b):
    d = np.sign(np.subtract.outer(np.array(a, float), np.array(b, float)))
    n, m = d.shape
    delta = d.mean()
    rows, columns = d.mean(axis=1), d.mean(axis=0)
    variance = (m**2 * ((rows - delta) ** 2).sum() + n**2 * ((columns - delta) ** 2).sum() - ((d - delta) ** 2).sum()) / (n * m * (n - 1) * (m - 1))
    variance = max(variance, (1 - delta**2) / (n * m - 1))
    if abs(delta) == 1:
        open_end = (min(n, m) - Z**2) / (min(n, m) + Z**2)
        interval = [open_end, 1] if delta > 0 else [-1, -open_end]
    else:
        reach = Z * math.sqrt(variance) * math.sqrt((1 - delta**2) ** 2 + Z**2 * variance)
        by = 1 - delta**2 + Z**2 * variance
        interval = [max(-1, (delta - delta**3 - reach) / by), min(1, (delta - delta**3 + reach) / by)]
    return float(delta), [float(one) for one in interval]


def d(a, b):
    n, m = len(a), len(b)
    pooled = math.sqrt(((n - 1) * np.var(a, ddof=1) + (m - 1) * np.var(b, ddof=1)) / (n + m - 2))
    value = (np.mean(a) - np.mean(b)) / pooled
    reach = Z * math.sqrt((n + m) / (n * m) + value**2 / (2 * (n + m)))
    return float(value), [float(value - reach), float(value + reach)]


def numbers(a, b):
    welch = stats.ttest_ind(a, b, equal_var=False)
    interval = welch.confidence_interval(0.95)
    delta, delta_interval = dominance(a, b)
    effect, effect_interval = d(a, b)
    u = stats.mannwhitneyu(a, b).statistic
    assert abs(delta - (2 * u / (len(a) * len(b)) - 1)) < 1e-12, "delta is what Mann and Whitney's U says"
    return {
        "a": [float(x) for x in a], "b": [float(x) for x in b], "meanDifference": float(np.mean(a) - np.mean(b)), "meanInterval": [float(interval.low), float(interval.high)],
        "p": float(welch.pvalue), "d": effect, "dInterval": effect_interval, "delta": delta, "deltaInterval": delta_interval,
    }


def shares(x1, n1, x2, n2):
    low, high = confint_proportions_2indep(x1, n1, x2, n2, compare="diff", method="newcomb")
    return {"given": [x1, n1, x2, n2], "difference": x1 / n1 - x2 / n2, "interval": [float(low), float(high)], "wilson": [float(one) for one in proportion_confint(x1, n1, method="wilson")]}


def table(rows):
    given = np.array(rows)
    result = stats.chi2_contingency(given, correction=False)
    n, (r, c) = given.sum(), given.shape
    phi = max(0, result.statistic / n - (r - 1) * (c - 1) / (n - 1))
    corrected = math.sqrt(phi / min(c - 1 - (c - 1) ** 2 / (n - 1), r - 1 - (r - 1) ** 2 / (n - 1)))
    return {"rows": rows, "chiSquared": float(result.statistic), "freedom": int(result.dof), "p": float(result.pvalue), "v": float(association(given, method="cramer")), "correctedV": corrected}


p = [0.001, 0.2, 0.03, 0.04, 0.8, 0.04, 1e-9, 0.5]
print(json.dumps({
    "versions": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "numbers": [
        numbers([1, 2, 3, 4, 5], [2, 3, 4, 5, 6, 7, 8]),
        numbers([3, 3, 3, 4, 10, 250], [1, 1, 2, 2, 3, 3, 3, 4]),
        numbers([5, 6, 7], [1, 2, 3, 4]),
        numbers([0, 1], [2, 3, 4, 4]),
        numbers([round(float(x), 2) for x in rng.lognormal(3, 1, 60)], [round(float(x), 2) for x in rng.lognormal(3.3, 1.2, 45)]),
        numbers([int(x) for x in rng.poisson(1.2, 80)], [int(x) for x in rng.poisson(2, 120)]),
    ],
    "shares": [shares(56, 70, 48, 80), shares(9, 10, 3, 10), shares(10, 10, 0, 20), shares(0, 10, 0, 10), shares(1, 5_000, 12, 90_000), shares(5, 56, 0, 29)],
    "tables": [table([[30, 10], [20, 40]]), table([[12, 7], [5, 9], [0, 4], [31, 2]]), table([[100, 101], [200, 199], [50, 52]]), table([[1, 0], [0, 3]])],
    "adjusted": {"given": p, "expected": [float(one) for one in multipletests(p, method="fdr_bh")[1]]},
}, indent=1))
