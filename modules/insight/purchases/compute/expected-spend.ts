import type { GammaGamma } from './gamma-gamma.ts'

/**
 * What a customer is expected to pay at a purchase after `x` payments of this mean (Fader and Hardie 2013, equation 5): between their
 * own mean and that of all customers, nearer to their own the more there are.
 */
export const expectedSpend = (
  { p, q, gamma }: Pick<GammaGamma, 'p' | 'q' | 'gamma'>,
  x: number,
  mean: number,
): number => (p * (gamma + x * mean)) / (p * x + q - 1)
