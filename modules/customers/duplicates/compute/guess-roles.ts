import { normaliseEmail } from '#core/words/emails.ts'
import { roleOfHeader } from './header-words.ts'
import { knownValue } from './known-value.ts'
import type { Role, Roles, Row } from './table.ts'

const SAMPLE = 500

/** A role for every column: as given, else as the header says, else as the values look. Columns without two values are ignored. */
export function guessRoles(rows: readonly Row[], given: Roles = {}): Record<string, Role> {
  const columns = columnsOf(rows)
  const guessed: Record<string, Role> = {}
  for (const column of columns) {
    const values = sampleOf(rows, column)
    if (given[column]) guessed[column] = given[column]
    else if (new Set(values).size < 2) guessed[column] = 'ignore'
    else guessed[column] = trueRole(roleOfHeader(column), values) ?? roleOfValues(values, rows.length)
  }
  const found = new Set(Object.values(guessed))
  // Both parts say more than the whole, and counting both would count the name twice.
  if (found.has('given') && found.has('surname')) {
    for (const column of columns) if (guessed[column] === 'name' && !given[column]) guessed[column] = 'ignore'
  }
  return guessed
}

function columnsOf(rows: readonly Row[]): string[] {
  const columns = new Set<string>()
  for (const row of rows) for (const column of Object.keys(row.fields)) columns.add(column)
  return [...columns]
}

/** Values from all over the column, so that a sorted file doesn't mislead. */
function sampleOf(rows: readonly Row[], column: string): string[] {
  const stride = Math.max(1, Math.floor(rows.length / (4 * SAMPLE)))
  const values: string[] = []
  for (let i = 0; i < rows.length && values.length < SAMPLE * 4; i += stride) {
    const value = knownValue(rows[i]?.fields[column])
    if (value !== null) values.push(value)
  }
  return values
}

const shareOf = (values: readonly string[], test: (value: string) => boolean) =>
  values.filter(test).length / Math.max(1, values.length)

const hasDigits = (count: number) => (value: string) => value.replace(/\D/g, '').length >= count
const isDated = (value: string) => /^\d{8}$|^\d{4}\D\d{1,2}\D\d{1,2}|^\d{1,2}\D\d{1,2}\D\d{2,4}$/.test(value)

/** Two to four words, or up to five characters of Chinese; no figures, and no list of several people. */
function looksLikePerson(value: string): boolean {
  if (/[\d&;|/+]|,.*,|\b(?:and|the|of)\b/iu.test(value)) return false
  if (/\p{Script=Han}/u.test(value)) return value.includes('·') || value.replaceAll(' ', '').length <= 5
  const words = value.split(/[\s,]+/u).filter((word) => word !== '').length
  return words >= 2 && words <= 4
}

/** A header is believed unless most values contradict it: "address" may hold e-mails. */
function trueRole(role: Role | undefined, values: readonly string[]): Role | undefined {
  if (role === 'email') return shareOf(values, (value) => value.includes('@')) > 0.5 ? role : undefined
  if (role === 'phone') return shareOf(values, hasDigits(5)) > 0.5 ? role : undefined
  if (role === 'birth-date') return shareOf(values, hasDigits(4)) > 0.5 ? role : undefined
  // "Name" and "author" head columns of firms, restaurants and lists of people too.
  if (role === 'name' && shareOf(values, looksLikePerson) < 0.75) return undefined
  if (role === 'street' && shareOf(values, (value) => normaliseEmail(value) !== null) > 0.5) return 'email'
  return role
}

function roleOfValues(values: readonly string[], records: number): Role {
  if (shareOf(values, (value) => normaliseEmail(value) !== null) > 0.6) return 'email'
  if (shareOf(values, isDated) > 0.8) return 'birth-date'
  if (shareOf(values, (value) => /^(1[5-9]|20)\d\d$/.test(value)) > 0.9) return 'year'
  if (shareOf(values, (value) => /^\+?[\d ()./-]{9,20}$/.test(value)) > 0.8) return 'phone'
  const distinct = new Set(values).size
  if (distinct <= 12 && values.length > 50 && records > 100) return 'category'
  const codes = shareOf(values, (value) => /^[\p{Lu}\d-]{4,24}$/u.test(value) && /\d{3}/.test(value))
  return codes > 0.8 ? 'identity' : 'other'
}
