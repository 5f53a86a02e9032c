import gammainc from '@stdlib/math-base-special-gammainc'

/** Probability that a standard normal draw is at most `z`: by the incomplete gamma function at ½. */
export function normalProbability(z: number): number {
  const within = gammainc((z * z) / 2, 0.5)
  return z < 0 ? (1 - within) / 2 : (1 + within) / 2
}
