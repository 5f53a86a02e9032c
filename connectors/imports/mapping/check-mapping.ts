import { invalid } from '#core/errors.ts'
import { fieldsOfKind, mappableFields, requiredFields } from '../fields/fields-of-kind.ts'
import { isForbiddenColumn } from '../fields/forbidden-columns.ts'
import { customFieldKey } from '../row/custom-reader.ts'
import { isKnownCurrency, type Mapping } from './mapping.ts'

/** So many columns a message names. */
const SHOWN = 30

/**
 * Refuses a mapping under which the file can't be read, naming what is wrong with it.
 * @throws invalid `column_forbidden`, `column_unknown`, `field_unknown`, `field_twice`, `field_missing`,
 * `currency_missing`.
 */
export function checkMapping(mapping: Mapping, header: readonly string[]): void {
  const known = new Set(header)
  const fields = new Set(mappableFields(mapping.kind).map(({ name }) => name))
  const taken = new Map<string, string>()
  for (const [column, field] of Object.entries(mapping.columns)) {
    if (field === null) continue
    if (isForbiddenColumn(column)) {
      throw invalid('column_forbidden', `A file can't set "${column}". Leave this column out.`, { column })
    }
    if (!known.has(column)) throw invalid('column_unknown', `The file has no column "${column}".`, { column })
    const isCorrection = column === '_line' && field === 'correction_of'
    if (!fields.has(field) && !isCorrection && !(mapping.kind === 'customers' && customFieldKey(field))) {
      throw invalid('field_unknown', `There is no field "${field}" for ${mapping.kind}.`, { column, field })
    }
    const other = taken.get(field)
    if (other !== undefined) {
      throw invalid('field_twice', `"${other}" and "${column}" can't both be ${field}.`, { column, field })
    }
    taken.set(field, column)
  }
  checkConstants(mapping, taken, header)
}

function checkConstants(mapping: Mapping, taken: Map<string, string>, header: readonly string[]): void {
  const names = new Set(fieldsOfKind(mapping.kind).map(({ name }) => name))
  for (const field of Object.keys(mapping.constants)) {
    if (!names.has(field))
      throw invalid('field_unknown', `There is no field "${field}" for ${mapping.kind}.`, { field })
    taken.set(field, '')
  }
  const currency = mapping.constants.currency
  if (mapping.kind === 'orders' && !taken.has('currency')) {
    throw invalid('currency_missing', 'No column says the currency. Name it.', { field: 'currency' })
  }
  if (currency !== undefined && !isKnownCurrency(currency)) {
    throw invalid('currency_missing', `"${currency}" is no currency (ISO 4217).`, { field: 'currency' })
  }
  const missing = requiredFields[mapping.kind].find((group) => !group.some((name) => taken.has(name)))
  if (missing) {
    const seen = header.slice(0, SHOWN).map((name) => `"${name.slice(0, 40)}"`)
    const more = header.length > SHOWN ? ` and ${header.length - SHOWN} more` : ''
    throw invalid(
      'field_missing',
      `No column is ${missing.join(' or ')}. The file has ${seen.join(', ')}${more}: say which one it is.`,
      { fields: missing },
    )
  }
}
