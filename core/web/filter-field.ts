/** One value that can be chosen. */
export interface Choice {
  value: string
  label: string
  /** Level in a tree (regions, units); indents it. */
  depth?: number
}

export type ChoiceSource =
  | readonly Choice[]
  /** Asked with what is typed, and with the values whose labels a chip needs. */
  | ((ask: { text?: string; values?: readonly string[] }) => Promise<readonly Choice[]>)

/**
 * A field that can be filtered by. Its value stands in the address under `key`:
 * text `tea`; number, money, date a range `10..20`, `10..`, `..20`; choice, tags, region `a,b`; yesno `yes` or `no`.
 */
export interface FilterField {
  key: string
  label: string
  type: 'text' | 'number' | 'money' | 'date' | 'choice' | 'tags' | 'region' | 'yesno'
  choices?: ChoiceSource
  /** Unit behind figures: a currency, "days". */
  unit?: string
}

/** Values by key of field, as they stand in the address. */
export type Filters = Record<string, string>

/** `10..20` → both ends, each only where it stands. */
export function readRange(value: string | undefined): { from?: string; to?: string } {
  if (!value) return {}
  const [from = '', to = ''] = value.includes('..') ? value.split('..') : [value, value]
  return { ...(from && { from }), ...(to && { to }) }
}

export const writeRange = (from: string, to: string): string => (from || to ? `${from}..${to}` : '')

/** A range whose ends were written the wrong way round, turned; anything else as it is. */
export function orderedRange({ type }: FilterField, value: string): string {
  const { from, to } = readRange(value)
  if (from === undefined || to === undefined) return value
  const turned = type === 'date' ? from > to : (type === 'number' || type === 'money') && Number(from) > Number(to)
  return turned ? writeRange(to, from) : value
}

/** `a,b` → ['a', 'b'] */
export const readChoices = (value: string | undefined): string[] =>
  value ? value.split(',').filter(Boolean).map(decodeURIComponent) : []

// A comma inside a value must not part it.
export const writeChoices = (values: readonly string[]): string =>
  values.map((value) => value.replace(/[%,]/g, encodeURIComponent)).join(',')
