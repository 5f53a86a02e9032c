import { countryCode } from '#core/words/countries.ts'
import { normaliseEmail } from '#core/words/emails.ts'
import { foldCase } from '#core/words/fold.ts'
import { normalisePhone } from '#core/words/phones.ts'
import { dropLegalForm } from './company-words.ts'
import { dateReader } from './normal-date.ts'
import { normalText } from './normal-text.ts'
import { shortenStreet } from './street-words.ts'
import type { Role } from './table.ts'

export type ValueReader = (text: string, country: string) => string | null

const orNull = (text: string) => (text === '' ? null : text)

const readCode: ValueReader = (text) => orNull(normalText(text).replaceAll(' ', ''))

const readers: Partial<Record<Role, ValueReader>> = {
  phone: readPhone,
  email: (text) => normaliseEmail(text) ?? orNull(foldCase(text).replace(/\s+/g, '')),
  street: (text) => orNull(shortenStreet(normalText(text))),
  company: (text) => orNull(dropLegalForm(normalText(text))),
  place: (text) => orNull(normalText(text).replace(/(?<=\p{Script=Han}{2})[市县区]$/u, '')),
  region: (text) => orNull(normalText(text).replace(/(?<=\p{Script=Han}{2})[省州市]$/u, '')),
  country: (text) => countryCode(text) ?? orNull(normalText(text)),
  number: readCode,
  postcode: readCode,
  identity: readCode,
  year: (text) => orNull(/\d{4}/.exec(text)?.[0] ?? ''),
}

/** How cells of a role become comparable values; null where a cell holds none. `samples` are cells of the column. */
export function readerOfRole(role: Role, samples: readonly string[]): ValueReader {
  if (role === 'birth-date') return dateReader(samples)
  return readers[role] ?? ((text) => orNull(normalText(text)))
}

function readPhone(text: string, country: string): string | null {
  const phone = normalisePhone(text, country)
  if (phone !== null) return phone
  const digits = text.replace(/\D/g, '')
  // A filler (0000000) shared by many would make them one.
  return digits.length < 5 || /^(\d)\1+$/.test(digits) ? null : digits
}
