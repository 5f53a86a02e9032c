import gammaln from '@stdlib/math-base-special-gammaln'
import hyp2f1 from '@stdlib/math-base-special-hyp2f1'
import { minimise } from '../../modules/insight/compute/minimise.ts'

interface Customer {
  x: number
  last: number
  /** Observed days. */
  total: number
}

/** Log likelihood of one customer of Pareto/NBD: Fader and Hardie 2005, "A note on deriving the Pareto/NBD model", equation 18. */
function logLikelihood(
  [r, alpha, s, beta]: readonly [number, number, number, number],
  { x, last, total }: Customer,
): number {
  const [most, least, second] = alpha >= beta ? [alpha, beta, s + 1] : [beta, alpha, r + x]
  const sum = r + s + x
  const at = (time: number) =>
    Math.log(hyp2f1(sum, second, sum + 1, (most - least) / (most + time))) - sum * Math.log(most + time)
  const alive = -(r + x) * Math.log(alpha + total) - s * Math.log(beta + total)
  const [from, to] = [at(last), at(total)]
  const died = Math.log(s / sum) + from + Math.log(-Math.expm1(Math.min(-1e-300, to - from)))
  const most_ = Math.max(alive, died)
  return (
    gammaln(r + x) -
    gammaln(r) +
    r * Math.log(alpha) +
    s * Math.log(beta) +
    most_ +
    Math.log(Math.exp(alive - most_) + Math.exp(died - most_))
  )
}

/**
 * Pareto/NBD as a teller of the next purchase: fitted by maximum likelihood, it says that nothing comes within `days` with
 * the likelihood of having seen nothing that much longer, divided by that of what was seen.
 */
export function paretoNbd(customers: readonly Customer[]): {
  logLikelihood: number
  within(customer: Customer, days: number): number
} {
  const read = (at: readonly number[]) =>
    at.map((value) => Math.exp(Math.min(12, value))) as [number, number, number, number]
  const { at, value } = minimise(
    (point) => -customers.reduce((sum, customer) => sum + logLikelihood(read(point), customer), 0),
    [0, 4, -0.5, 4],
    { mostEvaluations: 500, tolerance: 1e-8 },
  )
  const parameters = read(at)
  return {
    logLikelihood: -value,
    within: (customer, days) =>
      -Math.expm1(
        logLikelihood(parameters, { ...customer, total: customer.total + days }) - logLikelihood(parameters, customer),
      ),
  }
}
