import { comparisonOfRole } from './comparison-of-role.ts'
import type { Field, Values } from './field.ts'
import { knownValue } from './known-value.ts'
import { letterMask } from './letter-mask.ts'
import { type NameValue, normalFullName, normalNamePart } from './normal-name.ts'
import { readerOfRole } from './normal-value.ts'
import type { Role, Row } from './table.ts'

const SAMPLE = 2000

/** Columns with a role made comparable; those that hold fewer than two values of any record are left out unless wanted. */
export function readFields(
  rows: readonly Row[],
  roles: Readonly<Record<string, Role>>,
  country: string,
  isWanted: (field: Field) => boolean = hasTwoValues,
): Field[] {
  const countries = countriesOf(rows, roles, country)
  const names = emptyValues()
  const fields: Field[] = []
  for (const [column, role] of Object.entries(roles)) {
    if (role === 'ignore') continue
    if (role === 'name') fields.push(...readFullNames(rows, column, names))
    else if (role === 'given' || role === 'surname') fields.push(readNameParts(rows, column, role, names))
    else fields.push(readColumn(rows, column, role, countries))
  }
  return fields.filter(isWanted)
}

const hasTwoValues = ({ known, counts }: Field) => known > 1 && counts.filter((count) => count > 0).length > 1

function readColumn(rows: readonly Row[], column: string, role: Exclude<Role, 'name' | 'ignore'>, countries: string[]) {
  const values = emptyValues()
  const codeOf = coder(values)
  const read = readerOfRole(role, samplesOf(rows, column))
  const before = new Map<string, number>()
  const codes = rows.map((row, index) => {
    const cell = knownValue(row.fields[column])
    if (cell === null) return -1
    const country = countries[index] ?? ''
    const key = role === 'phone' ? `${country}${cell}` : cell
    let code = before.get(key)
    if (code === undefined) {
      const text = read(cell, country)
      code = text === null ? -1 : codeOf({ text, sound: text })
      before.set(key, code)
    }
    return code
  })
  return fieldOf(column, column, role, values, codes)
}

function readNameParts(rows: readonly Row[], column: string, role: 'given' | 'surname', names: Values): Field {
  const codeOf = coder(names)
  const before = new Map<string, number>()
  const codes = rows.map((row) => {
    const cell = knownValue(row.fields[column])
    if (cell === null) return -1
    let code = before.get(cell)
    if (code === undefined) {
      code = codeOf(normalNamePart(cell, role))
      before.set(cell, code)
    }
    return code
  })
  return fieldOf(column, column, role, names, codes)
}

function readFullNames(rows: readonly Row[], column: string, names: Values): Field[] {
  const codeOf = coder(names)
  const surnames: number[] = []
  const given: number[] = []
  for (const row of rows) {
    const cell = knownValue(row.fields[column])
    const parts = cell === null ? { surname: null, given: null } : normalFullName(cell)
    surnames.push(codeOf(parts.surname))
    given.push(codeOf(parts.given))
  }
  return [
    fieldOf(`${column}: surname`, column, 'surname', names, surnames),
    fieldOf(`${column}: given name`, column, 'given', names, given),
  ]
}

function fieldOf(
  name: string,
  column: string,
  role: Exclude<Role, 'name' | 'ignore'>,
  values: Values,
  list: readonly number[],
): Field {
  const codes = Int32Array.from(list)
  const counts = new Uint32Array(values.texts.length)
  let known = 0
  for (const code of codes) {
    if (code < 0) continue
    counts[code] = (counts[code] ?? 0) + 1
    known++
  }
  return { name, column, role, comparison: comparisonOfRole[role], values, codes, counts, known }
}

const emptyValues = (): Values => ({ texts: [], sounds: [], masks: [] })

/** Places of values in a dictionary, new ones added; given names and surnames share one, so that swapped ones are seen. */
function coder(values: Values): (value: NameValue | null) => number {
  const places = new Map<string, number>()
  for (const [at, text] of values.texts.entries()) places.set(`${text}\n${values.sounds[at]}`, at)
  return (value) => {
    if (value === null) return -1
    const key = `${value.text}\n${value.sound}`
    const known = places.get(key)
    if (known !== undefined) return known
    const place = values.texts.length
    places.set(key, place)
    values.texts.push(value.text)
    values.sounds.push(value.sound)
    values.masks.push(letterMask(value.sound))
    return place
  }
}

function samplesOf(rows: readonly Row[], column: string): string[] {
  const stride = Math.max(1, Math.floor(rows.length / SAMPLE))
  return rows.flatMap((row, index) => (index % stride === 0 ? (knownValue(row.fields[column]) ?? []) : []))
}

function countriesOf(rows: readonly Row[], roles: Readonly<Record<string, Role>>, country: string): string[] {
  const column = Object.keys(roles).find((name) => roles[name] === 'country')
  const read = readerOfRole('country', [])
  return rows.map((row) => {
    const cell = column === undefined ? null : knownValue(row.fields[column])
    return (cell === null ? null : read(cell, '')) ?? country
  })
}
