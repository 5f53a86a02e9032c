/** Fields of the model, in the order in which people look at them; several may stand in one line. */
export const PAIR_LINES = ['name', 'phone', 'email', 'birthday', 'company', 'region', 'address'] as const
export type PairLine = (typeof PAIR_LINES)[number]

const OF_LINE: Record<string, PairLine> = { city: 'region', country: 'region', postcode: 'address' }

/** The line that a field of the model stands in: `name: surname` belongs to the line of names. */
export const lineOf = (field: string): string => OF_LINE[field] ?? field.split(':')[0] ?? field

interface Reason {
  field: string
  weight: number
}

/** What all fields of a line say together, in bits; null where none says anything. */
export function bitsOfLine(reasons: readonly Reason[], line: PairLine): number | null {
  const said = reasons.filter(({ field }) => lineOf(field) === line)
  return said.length > 0 ? said.reduce((sum, { weight }) => sum + weight, 0) : null
}
