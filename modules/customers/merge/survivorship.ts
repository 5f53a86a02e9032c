/** One thing a source said about a field of a record. */
export interface SaidValue {
  source: string
  value: unknown
  saidAt: Date
  /** The joined record it was said of; null: the one that stays. */
  originId: string | null
  /** When a person chose it over the others. */
  chosenAt: Date | null
}

/** How the value of a field is chosen among what different sources said. `kept_first`: the record that stays speaks first. */
export const SURVIVORSHIP_RULES = ['kept_first', 'newest', 'most_trusted', 'longest'] as const
export type SurvivorshipRule = (typeof SURVIVORSHIP_RULES)[number]

/** How far a source is believed, 0 to 1: what a member of staff wrote, what a shop's account says, what came in passing. */
export type Trust = Readonly<Record<string, number>>

/** Sources that the settings don't name. */
const UNNAMED_TRUST = 0.7

/**
 * How sure a value is, 0 to 1: its source's trust, halved for every two years of age. A measure of our own for people
 * to compare by; no rule decides by it.
 */
export function confidenceOf(
  { source, saidAt }: Pick<SaidValue, 'source' | 'saidAt'>,
  trust: Trust,
  now: Date,
): number {
  const years = Math.max(0, now.getTime() - saidAt.getTime()) / (365.25 * 86_400_000)
  return trustIn(source, trust) * 0.5 ** (years / 2)
}

/**
 * The value that stands: the one a person chose last, else the first by the rule. A value of null was emptied on
 * purpose. Equal ones are told apart by the newer moment, then by source, so that the same values always give the same
 * answer.
 */
export function survivorOf<V extends SaidValue>(values: readonly V[], rule: SurvivorshipRule, trust: Trust): V | null {
  const chosen = values.filter((value) => value.chosenAt !== null)
  if (chosen.length > 0) return best(chosen, (value) => value.chosenAt?.getTime() ?? 0)
  if (values.length === 0) return null
  const own = values.filter(({ originId }) => originId === null)
  if (rule === 'kept_first' && own.length > 0) return best(own, (value) => value.saidAt.getTime())
  if (rule === 'newest' || rule === 'kept_first') return best(values, (value) => value.saidAt.getTime())
  if (rule === 'longest') return best(values, ({ value }) => (value === null ? 0 : JSON.stringify(value).length))
  return best(values, ({ source }) => trustIn(source, trust))
}

const trustIn = (source: string, trust: Trust) => trust[source] ?? UNNAMED_TRUST

const best = <V extends SaidValue>(values: readonly V[], worth: (value: V) => number): V =>
  values.reduce((one, other) => {
    const [a, b] = [worth(one), worth(other)]
    if (a !== b) return a > b ? one : other
    const [c, d] = [one.saidAt.getTime(), other.saidAt.getTime()]
    if (c !== d) return c > d ? one : other
    return one.source <= other.source ? one : other
  })
