import { comparisonOfRole } from './comparison-of-role.ts'
import { levelWeights } from './level-weights.ts'
import type { FieldMeasures, Learned } from './measures.ts'
import { usualM } from './prior-m.ts'
import type { Role, Roles } from './table.ts'

type Compared = Exclude<Role, 'name' | 'ignore'>

/** How often two strangers agree exactly, as shops of some ten thousand customers have it: rough figures of our own. */
const CHANCES: Partial<Record<Compared, number>> = {
  surname: 0.02,
  given: 0.004,
  phone: 2e-5,
  email: 2e-5,
  'birth-date': 1e-4,
  street: 2e-4,
  company: 1e-3,
  postcode: 5e-3,
  place: 0.05,
  region: 0.1,
  country: 0.8,
}
const USUAL_LAMBDA = 1e-4

/** Parameters for houses where nothing could be learned yet; how rare a value is counts for nothing in them. */
export function usualParameters(roles: Roles): Learned {
  const fields = Object.entries(roles).flatMap(([column, role]) => {
    if (role === 'ignore') return []
    if (role !== 'name') return [usual(column, column, role)]
    return [usual(`${column}: surname`, column, 'surname'), usual(`${column}: given name`, column, 'given')]
  })
  const measures = { records: 0, countries: null, fields, implied: [], namesakes: new Map() }
  return { measures, blocking: { rules: [], words: new Map() }, lambda: USUAL_LAMBDA }
}

function usual(name: string, column: string, role: Compared): FieldMeasures {
  const { length } = comparisonOfRole[role].levels
  const chance = CHANCES[role] ?? 0.01
  // A lesser agreement is a few times as frequent among strangers as an exact one.
  const between = Math.min(3 * chance, (1 - chance) / length)
  const u = Float64Array.from({ length }, (_, level) =>
    level === 0 ? chance : level === length - 1 ? 1 - chance - between * (length - 2) : between,
  )
  const weights = [...levelWeights(usualM(length), u)]
  return { name, column, role, weights, chance, written: null, sounding: null, shared: new Map() }
}
