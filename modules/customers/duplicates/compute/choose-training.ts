import type { BlockingRule } from './choose-rules.ts'
import type { Field } from './field.ts'
import type { Role } from './table.ts'

const MOST_RUNS = 8
const LEAST_PAIRS = 30
const PLACES: ReadonlySet<Role> = new Set(['place', 'region', 'country', 'postcode'])

export interface Training {
  rule: BlockingRule
  /** Fields whose m this run may tell: those its rule doesn't ask for, nor any that goes with them. */
  free: boolean[]
}

/** Rules for training runs, such that every field is left out by several of them. */
export function chooseTraining(rules: readonly BlockingRule[], fields: readonly Field[]): Training[] {
  let candidates = rules
    .filter((rule) => rule.expected >= LEAST_PAIRS)
    .map((rule) => ({ rule, free: freeFields(rule, fields) }))
    .filter(({ free }) => free.filter(Boolean).length >= Math.min(2, fields.length - 1))
  const runs: Training[] = []
  const covered = new Float64Array(fields.length)
  while (runs.length < MOST_RUNS && candidates.length > 0) {
    const gainOf = ({ free }: Training) =>
      free.reduce((sum, isFree, at) => (isFree ? sum + 1 / (1 + (covered[at] ?? 0)) : sum), 0)
    const best = candidates.reduce((one, other) => (gainOf(other) > gainOf(one) + 1e-9 ? other : one))
    runs.push(best)
    best.free.forEach((isFree, at) => {
      if (isFree) covered[at] = (covered[at] ?? 0) + 1
    })
    candidates = candidates.filter((other) => other !== best)
  }
  return runs
}

function freeFields(rule: BlockingRule, fields: readonly Field[]): boolean[] {
  const asked = new Set(rule.keys.flatMap((key) => key.fields))
  const asksPlace = [...asked].some((at) => PLACES.has(fields[at]?.role ?? 'other'))
  return fields.map((field, at) => !asked.has(at) && !(asksPlace && PLACES.has(field.role)))
}
