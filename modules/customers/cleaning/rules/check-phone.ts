// The full table of ranges: the short one takes a British mobile number for a Chinese landline. Server only.
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { normalisePhone } from '#core/words/phones.ts'
import { remember } from '#core/words/remember.ts'

export interface CheckedPhone {
  isValid: boolean
  /** How it should be written (E.164), when that differs. */
  proposed: string | null
}

/**
 * Whether a number can be one, and how it is written. A number is read with the record's country, then the company's. One
 * that was read with a wrong country (+86 07911 123456 of a customer in Britain) is proposed with the right one. What no
 * country knows is invalid and stays as it is.
 */
export function checkPhone(text: string, countries: { own: string | null; home: string }): CheckedPhone {
  const [isValid, proposed] = JSON.parse(check(`${countries.own ?? ''}|${countries.home}|${text}`)) as [boolean, string]
  return { isValid, proposed: proposed || null }
}

// The text of an answer, because what is remembered is shared.
const check = remember((asked): string => {
  const [own = '', home = ''] = asked.split('|', 2)
  const text = asked.slice(own.length + home.length + 2)
  const written = normalisePhone(text, own || home) ?? normalisePhone(text, home)
  if (written !== null && isValidNumber(written)) return JSON.stringify([true, written === text ? '' : written])
  const moved = written === null || own === '' ? null : elsewhere(written, own)
  return JSON.stringify([false, moved ?? ''])
})

const isValidNumber = (number: string) => parsePhoneNumberFromString(number)?.isValid() === true

/** The same national number in the country where the customer lives. */
function elsewhere(written: string, country: string): string | null {
  const national = parsePhoneNumberFromString(written)?.nationalNumber
  if (!national || !isSupportedCountry(country)) return null
  const there = parsePhoneNumberFromString(national, country as CountryCode)
  return there?.isValid() && there.number !== written ? there.number : null
}
