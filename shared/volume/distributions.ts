/**
 * Regularised incomplete gamma and beta functions: the tails of the Poisson and binomial distributions. By series and continued
 * fractions (Abramowitz & Stegun 6.5.29, 6.5.31, 26.5.8; Lentz's method), to about 1e-12.
 */

const EPSILON = 1e-15
const TINY = 1e-300
/** Both converge in about the square root of their largest argument; this is enough for millions of calls. */
const MOST_STEPS = 100_000

/** P(X <= k) for X ~ Poisson(mean); k whole and at least 0, mean at least 0. */
export const poissonAtMost = (k: number, mean: number): number => 1 - lowerGamma(k + 1, mean)

/** P(X >= k) for X ~ Poisson(mean). */
export const poissonAtLeast = (k: number, mean: number): number => (k <= 0 ? 1 : lowerGamma(k, mean))

/** P(X <= k) for X ~ Binomial(n, p); 0 <= k <= n whole, 0 <= p <= 1. */
export const binomialAtMost = (k: number, n: number, p: number): number => (k >= n ? 1 : beta(1 - p, n - k, k + 1))

/** P(X >= k) for X ~ Binomial(n, p). */
export const binomialAtLeast = (k: number, n: number, p: number): number => (k <= 0 ? 1 : beta(p, k, n - k + 1))

/** P(X <= k) for X ~ negative binomial with this mean and size (variance mean + mean² / size), both above 0; Abramowitz & Stegun 26.5.26. */
export const negativeBinomialAtMost = (k: number, mean: number, size: number): number => beta(size / (size + mean), size, k + 1)

/** The natural logarithm of Γ(x), x > 0; Lanczos' approximation with g = 7. */
export function lnGamma(x: number): number {
  const t = x + 6.5
  const sum = LANCZOS.reduce((all, coefficient, index) => all + coefficient / (x - 1 + index + 1), 0.99999999999980993)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
  9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** P(a, x), the regularised lower incomplete gamma function. */
function lowerGamma(a: number, x: number): number {
  if (x <= 0) return 0
  const scale = Math.exp(a * Math.log(x) - x - lnGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n < MOST_STEPS && term > sum * EPSILON; n++) {
      term *= x / (a + n)
      sum += term
    }
    return sum * scale
  }
  return (
    1 -
    scale /
      continued(
        (n) => (n === 0 ? x + 1 - a : x + 2 * n + 1 - a),
        (n) => -n * (n - a),
      )
  )
}

/** I_x(a, b), the regularised incomplete beta function. */
function beta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - beta(1 - x, b, a)
  const scale = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  return (
    scale /
    continued(
      () => 1,
      (n) => {
        const m = Math.floor(n / 2)
        if (n % 2 === 0) return (m * (b - m) * x) / ((a + n - 1) * (a + n))
        return (-(a + m) * (a + b + m) * x) / ((a + n - 1) * (a + n))
      },
    )
  )
}

/** b(0) + a(1) / (b(1) + a(2) / (b(2) + …)). */
function continued(b: (n: number) => number, a: (n: number) => number): number {
  let f = b(0) || TINY
  let c = f
  let d = 0
  for (let n = 1; n < MOST_STEPS; n++) {
    d = 1 / (b(n) + a(n) * d || TINY)
    c = b(n) + a(n) / c || TINY
    f *= c * d
    if (Math.abs(c * d - 1) < EPSILON) break
  }
  return f
}
