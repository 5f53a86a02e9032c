import { seededRandom } from '#core/words/seeded-random.ts'

/** Draws of the distributions that the purchase models are made of, from a seed. */
export function randomDraws(seed: number) {
  const uniform = seededRandom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const exponential = (rate: number) => -Math.log(1 - uniform()) / rate
  /** Marsaglia and Tsang 2000, shapes below 1 by their boost; mean shape ÷ rate. */
  const gamma = (shape: number, rate: number): number => {
    if (shape < 1) return gamma(shape + 1, rate) * (1 - uniform()) ** (1 / shape)
    const d = shape - 1 / 3
    for (;;) {
      const x = normal()
      const v = (1 + x / Math.sqrt(9 * d)) ** 3
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / rate
    }
  }
  const beta = (a: number, b: number) => {
    const [one, other] = [gamma(a, 1), gamma(b, 1)]
    return one / (one + other)
  }
  return { uniform, exponential, gamma, beta }
}
