import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'
import { foldWidth } from './fold.ts'

const ALLOWED = /^(?:tel:)?[+\d\s().\-/‐-―·]+(?:(?:ext\.?|x|#|转|分机)\s*\d{1,6})?$/i

/**
 * The number in E.164 ("+8613800138000"), or null. A number without + belongs to `defaultCountry` (ISO alpha-2), its
 * trunk 0, a bare country code and 00 understood; an extension is dropped. Accepted when its length is possible there:
 * the lists of valid ranges are always behind. Two numbers in one text and 0000000-like fillers are refused, because
 * a filler shared by many customers would make them one.
 */
export function normalisePhone(text: string, defaultCountry: string): string | null {
  const phone = parsePhone(text, defaultCountry)
  if (!phone?.isPossible() || /^(\d)\1+$/.test(phone.nationalNumber)) return null
  return phone.number
}

/** An E.164 number for reading: national form inside `homeCountry`, international elsewhere; other text comes back as it is. */
export function formatPhone(text: string, homeCountry?: string): string {
  const phone = parsePhone(text)
  if (!phone?.isPossible()) return text
  const isHome = homeCountry !== undefined && phone.country === homeCountry
  return isHome ? phone.formatNational() : phone.formatInternational()
}

/** 138****5678: four digits or more are always hidden, behind exactly four stars; a foreign number keeps its country code. */
export function maskPhone(text: string): string {
  const parsed = parsePhone(text)
  const phone = parsed?.isPossible() ? parsed : undefined
  const digits = phone?.nationalNumber ?? foldWidth(text).replace(/\D/g, '')
  const shown = Math.max(0, Math.min(7, digits.length - 4))
  const tail = Math.min(4, shown)
  const head = shown - tail
  const code = phone && phone.countryCallingCode !== '86' ? `+${phone.countryCallingCode} ` : ''
  return `${code}${digits.slice(0, head)}****${digits.slice(digits.length - tail)}`
}

/** The digits from the last to the first, so that "ends with 5678" is the prefix "8765" of an index. */
export function phoneDigitsReversed(text: string): string {
  return Array.from(foldWidth(text).replace(/\D/g, '')).reverse().join('')
}

function parsePhone(text: string, defaultCountry = ''): PhoneNumber | undefined {
  // Shop exports put an apostrophe before +44… so that a spreadsheet leaves the number alone.
  const plain = foldWidth(text).trim().replace(/^'/, '')
  if (plain.length > 40 || !ALLOWED.test(plain)) return undefined
  const country = isSupportedCountry(defaultCountry) ? (defaultCountry as CountryCode) : undefined
  return parsePhoneNumberFromString(plain.replace(/[转分机]+/g, ' ext '), country)
}
