import { countryCode } from '#core/words/countries.ts'
import { normaliseEmail } from '#core/words/emails.ts'
import { foldWidth } from '#core/words/fold.ts'
import { normalisePhone } from '#core/words/phones.ts'
import { remember } from '#core/words/remember.ts'

/**
 * What a customer can be known by. `name` stands in for files that give nothing else, `visitor` is the mark that a web
 * site gives a browser; people see neither.
 */
export const IDENTITY_KINDS = [
  'ref',
  'email',
  'phone',
  'card',
  'wechat',
  'whatsapp',
  'social',
  'visitor',
  'name',
] as const
export type IdentityKind = (typeof IDENTITY_KINDS)[number]

export interface Identity {
  kind: IdentityKind
  /** The shop whose reference it is, the site whose visitor; empty for everything else. */
  source: string
  /** Normalised copy that comparisons use. */
  key: string
  /** As it was written. */
  value: string
}

/**
 * The normalised copy of an identity, or null when the text can't be one. Equal are: references in NFC and width;
 * e-mails in NFC, width and case; phones as one E.164 number; cards without blanks and dashes, in capitals; handles
 * in NFKC and lower case without a leading @. A phone without a country code belongs to `place`, the country the
 * customer lives in, where that fits, else to the company's. Look-alikes of other scripts and zero-width marks stay different.
 */
export function identityKey(
  kind: IdentityKind,
  value: string,
  homeCountry: string,
  place?: string | null,
): string | null {
  switch (kind) {
    case 'email':
      return readEmail(value)
    case 'phone':
      return readPhoneOf(value, place ? (countryCode(place) ?? homeCountry) : homeCountry, homeCountry)
    case 'card':
      return foldWidth(value).replace(/[\s-]/g, '').toUpperCase() || null
    case 'ref':
    case 'name':
    case 'visitor':
      return foldWidth(value.normalize('NFC')).trim() || null
    default:
      return value.normalize('NFKC').trim().replace(/^@/, '').toLowerCase() || null
  }
}

// The orders of a file name the same people again and again.
const readEmail = remember(normaliseEmail)
const readPhone = remember((text) =>
  normalisePhone(text.slice(text.indexOf(' ') + 1), text.slice(0, text.indexOf(' '))),
)

const readPhoneOf = (value: string, place: string, home: string) =>
  readPhone(`${place} ${value}`) ?? (place === home ? null : readPhone(`${home} ${value}`))

/** The text that is kept and shown: a phone as one number of the world, so that it is found however it was typed; the rest as written. */
export const identityValue = (kind: IdentityKind, key: string, value: string): string =>
  kind === 'phone' ? key : value

/** One text for maps and sets. */
export const identityMark = (identity: Pick<Identity, 'kind' | 'source' | 'key'>): string =>
  `${identity.kind}\n${identity.source}\n${identity.key}`
