# Averages and spreads.

from statistics import *
from fractions import Fraction as F
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
D = [1, 2, 3, 4, 4.5, 9]
for f in (mean, fmean, geometric_mean, harmonic_mean, median, median_low, median_high, median_grouped, mode, multimode, pstdev, pvariance, quantiles, stdev, variance):
    for d in (D, [1, 2, 3], [1, 2, 3, 4], [F(1, 2), F(1, 3)], [5], [], [0.1] * 10, [True, False], [1e308, 1e308, 1], [2.5, 3.25, 5.5, 11.25, 11.75], range(1, 100)): t(f, d)
# expect: 3.9166666666666665
# expect: 2
# expect: 2.5
# expect: 5/12
# expect: 5
# expect: StatisticsError mean requires at least one data point
# expect: 0.1
# expect: 0.5
# expect: 6.666666666666666e+307
# expect: 6.85
# expect: 50
# expect: 3.9166666666666665
# expect: 2.0
# expect: 2.5
# expect: 0.41666666666666663
# expect: 5.0
# expect: StatisticsError fmean requires at least one data point
# expect: 0.1
# expect: 0.5
# expect: OverflowError intermediate overflow in fsum
# expect: 6.85
# expect: 50.0
# expect: 3.1473451902649447
# expect: 1.8171205928321397
# expect: 2.2133638394006434
# expect: 0.408248290463863
# expect: 4.999999999999999
# expect: StatisticsError geometric mean requires a non-empty dataset containing positive numbers
# expect: 0.10000000000000002
# expect: StatisticsError geometric mean requires a non-empty dataset containing positive numbers
# expect: 2.154434690031903e+205
# expect: 5.679044733907183
# expect: 37.623100474097406
# expect: 2.4827586206896552
# expect: 1.6363636363636365
# expect: 1.92
# expect: 2/5
# expect: 5
# expect: StatisticsError harmonic_mean requires at least one data point
# expect: 0.1
# expect: 0
# expect: 3.0
# expect: 4.701431982390907
# expect: 19.1216498435166
# expect: 3.5
# expect: 2
# expect: 2.5
# expect: 5/12
# expect: 5
# expect: StatisticsError no median for empty data
# expect: 0.1
# expect: 0.5
# expect: 1e+308
# expect: 5.5
# expect: 50
# expect: 3
# expect: 2
# expect: 2
# expect: 1/3
# expect: 5
# expect: StatisticsError no median for empty data
# expect: 0.1
# expect: False
# expect: 1e+308
# expect: 5.5
# expect: 50
# expect: 4
# expect: 2
# expect: 3
# expect: 1/2
# expect: 5
# expect: StatisticsError no median for empty data
# expect: 0.1
# expect: True
# expect: 1e+308
# expect: 5.5
# expect: 50
# expect: 3.5
# expect: 2.0
# expect: 2.5
# expect: 0.0
# expect: 5.0
# expect: StatisticsError no median for empty data
# expect: 0.09999999999999998
# expect: 0.5
# expect: 1e+308
# expect: 5.5
# expect: 50.0
# expect: 1
# expect: 1
# expect: 1
# expect: 1/2
# expect: 5
# expect: StatisticsError no mode for empty data
# expect: 0.1
# expect: True
# expect: 1e+308
# expect: 2.5
# expect: 1
# expect: [1, 2, 3, 4, 4.5, 9]
# expect: [1, 2, 3]
# expect: [1, 2, 3, 4]
# expect: [Fraction(1, 2), Fraction(1, 3)]
# expect: [5]
# expect: []
# expect: [0.1]
# expect: [True, False]
# expect: [1e+308]
# expect: [2.5, 3.25, 5.5, 11.25, 11.75]
# expect: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99]
# expect: 2.556310275029661
# expect: 0.816496580927726
# expect: 1.118033988749895
# expect: 0.08333333333333333
# expect: 0.0
# expect: StatisticsError pstdev requires at least one data point
# expect: 0.0
# expect: 0.5
# expect: 4.714045207910316e+307
# expect: 3.926194085880116
# expect: 28.577380332470412
# expect: 6.534722222222222
# expect: 0.6666666666666666
# expect: 1.25
# expect: 1/144
# expect: 0
# expect: StatisticsError pvariance requires at least one data point
# expect: 0.0
# expect: 0.25
# expect: OverflowError integer division result too large for a float
# expect: 15.415
# expect: 816.6666666666666
# expect: [1.75, 3.5, 5.625]
# expect: [1.0, 2.0, 3.0]
# expect: [1.25, 2.5, 3.75]
# expect: [Fraction(7, 24), Fraction(5, 12), Fraction(13, 24)]
# expect: StatisticsError must have at least two data points
# expect: StatisticsError must have at least two data points
# expect: [0.1, 0.1, 0.1]
# expect: [-0.25, 0.5, 1.25]
# expect: [1.0, inf, inf]
# expect: [2.875, 5.5, 11.5]
# expect: [25.0, 50.0, 75.0]
# expect: 2.8002976032319613
# expect: 1.0
# expect: 1.2909944487358056
# expect: 0.11785113019775792
# expect: StatisticsError stdev requires at least two data points
# expect: StatisticsError stdev requires at least two data points
# expect: 0.0
# expect: 0.7071067811865476
# expect: 5.773502691896257e+307
# expect: 4.389618434442793
# expect: 28.722813232690143
# expect: 7.841666666666667
# expect: 1
# expect: 1.6666666666666667
# expect: 1/72
# expect: StatisticsError variance requires at least two data points
# expect: StatisticsError variance requires at least two data points
# expect: 0.0
# expect: 0.5
# expect: OverflowError integer division result too large for a float
# expect: 19.26875
# expect: 825
t(mean, ['a'])  # expect: TypeError can't convert type 'str' to numerator/denominator
t(mean, [1, F(1, 2), 0.5])  # expect: 0.6666666666666666
t(mode, 'aabbb')  # expect: b
t(multimode, 'aabbcc')  # expect: ['a', 'b', 'c']
t(fmean, [1, 2], [3, 1])  # expect: 1.25
t(fmean, [1, 2], [3])  # expect: StatisticsError data and weights must be the same length
t(harmonic_mean, [40, 60], weights=[5, 30])  # expect: 56.0
t(harmonic_mean, [-1, 2])  # expect: StatisticsError harmonic mean does not support negative values
t(harmonic_mean, [0, 2])  # expect: 0
t(quantiles, D, n=10)  # expect: [0.7, 1.4, 2.1, 2.8, 3.5, 4.1, 4.45, 7.2, 10.35]
t(quantiles, D, n=10, method='inclusive')
# expect: [1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.25, 4.5, 6.75]
t(quantiles, D, n=0)  # expect: StatisticsError n must be at least 1
t(quantiles, D, method='x')  # expect: ValueError Unknown method: 'x'
t(median_grouped, [1, 3, 3, 5, 7], interval=2)  # expect: 3.5
x, y = [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3]
t(covariance, x, y)  # expect: 0.75
t(correlation, x, y)  # expect: 0.31622776601683794
t(correlation, x, x)  # expect: 1.0
t(linear_regression, x, y)  # expect: LinearRegression(slope=0.1, intercept=1.5)
t(linear_regression, x, y, proportional=True)
# expect: LinearRegression(slope=0.3368421052631579, intercept=0.0)
t(covariance, [1], [1])  # expect: StatisticsError covariance requires at least two data points
t(covariance, [1, 2], [1])  # expect: StatisticsError covariance requires that both inputs have same number of data points
t(correlation, [1, 1], [2, 3])
# expect: StatisticsError at least one of the inputs is constant
t(linear_regression, [1, 1], [2, 3])  # expect: StatisticsError x is constant
n = NormalDist(100, 15)
print(n, n.pdf(110), n.cdf(110), n.inv_cdf(0.9), n.inv_cdf(1e-9), n.inv_cdf(1e-30), n.quantiles(5), n.overlap(NormalDist(110, 10)), n.zscore(130), n + 5, n * 2, n - NormalDist(1, 2), 3 - n, -n, n / 3, n == NormalDist(100, 15), n.mean, n.stdev, n.variance, NormalDist.from_samples([1, 2, 3, 4]), n.samples(2, seed=3), hash(n) == hash(NormalDist(100, 15)))
# expect: NormalDist(mu=100.0, sigma=15.0) 0.02129653370149015 0.7475074624530771 119.22327348316901 10.032894774884696 -71.96037032665424 [87.37568149640629, 96.19979345296301, 103.80020654703699, 112.62431850359371] 0.6538769160102378 2.0 NormalDist(mu=105.0, sigma=15.0) NormalDist(mu=200.0, sigma=30.0) NormalDist(mu=99.0, sigma=15.132745950421556) NormalDist(mu=-97.0, sigma=15.0) NormalDist(mu=-100.0, sigma=15.0) NormalDist(mu=33.333333333333336, sigma=5.0) True 100.0 15.0 225.0 NormalDist(mu=2.5, sigma=1.2909944487358056) [101.42062057430957, 118.75036571625326] True
t(NormalDist, 1, -1)  # expect: StatisticsError sigma must be non-negative
t(n.inv_cdf, 0)  # expect: StatisticsError p must be in the range 0.0 < p < 1.0
t(NormalDist(1, 0).pdf, 1)  # expect: StatisticsError pdf() not defined when sigma is zero
print(variance([F(1, 6), F(1, 2), F(5, 3)]), pvariance([1, 2, 3, 4], 2.5), stdev([1, 2, 4]), stdev([10**20, 10**20 + 1, 10**20 + 2]), variance([0.0, 0.25, 0.25, 1.25]))
# expect: 67/108 1.25 1.5275252316519468 1.0 0.3072916666666667
