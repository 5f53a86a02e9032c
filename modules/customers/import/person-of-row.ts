import { countryCode, isCountryCode } from '#core/words/countries.ts'
import { foldName } from '#core/words/names-fold.ts'
import { regionPath } from '#core/words/region-path.ts'
import { remember } from '#core/words/remember.ts'
import { type Identity, type IdentityKind, identityKey, identityValue } from '../identity/identity-key.ts'
import type { CustomerRow } from './customer-row.ts'
import { type ConsentClaim, givenFields, type Person, type PersonFields } from './person.ts'

/** Identities of a row, strongest first. Values that are none are left out; the importer has told about them. */
export function identitiesOf(
  given: {
    customerRef?: string | null
    email?: string | null
    phone?: string | null
    cardNumber?: string | null
    country?: string | null
  },
  source: string,
  homeCountry: string,
): Identity[] {
  const found: Identity[] = []
  const add = (kind: IdentityKind, value: string | null | undefined, of = '') => {
    const key = value ? identityKey(kind, value, homeCountry, given.country) : null
    if (key !== null && value) found.push({ kind, source: of, key, value: identityValue(kind, key, value) })
  }
  add('ref', given.customerRef, source)
  add('email', given.email)
  add('phone', given.phone)
  add('card', given.cardNumber)
  return found
}

/** Country, region path and city of a row; a path only where the row names a place at all. */
export function placeOf(row: {
  country?: string | null
  region?: string | null
  city?: string | null
}): Pick<PersonFields, 'country' | 'region_path' | 'city'> {
  const { country, region, city } = row
  if (!country && !region && !city) return {}
  return readPlace(JSON.stringify([country, region, city]))
}

/** Many rows name few places. */
const readPlace = remember((text): Pick<PersonFields, 'country' | 'region_path' | 'city'> => {
  const [country, region, city] = JSON.parse(text) as (string | null)[]
  const path = regionPath({ country: country ?? null, region: region ?? null, city: city ?? null })
  // A path without a country begins with a region or a city, and that is no country.
  const first = path.split('/')[0] ?? ''
  const code = country ? (countryCode(country) ?? country) : isCountryCode(first) ? first : null
  return Object.freeze(givenFields({ country: code, region_path: path, city }))
})

/** A row of a customer file as a person. A row with a name only is known by name, birthday and address together. */
export function personOfRow(row: CustomerRow, source: string, homeCountry: string): Person {
  const identities = identitiesOf(row, source, homeCountry)
  if (identities.length === 0 && row.name) {
    const parts = [row.name, row.birthday, row.company, row.postcode, row.address].map((part) => foldName(part ?? ''))
    const key = parts.join('|')
    identities.push({ kind: 'name', source, key: key.slice(0, 300), value: row.name })
  }
  const consents: ConsentClaim[] = []
  if (typeof row.consentEmail === 'boolean') consents.push({ channel: 'email', given: row.consentEmail })
  if (typeof row.consentSms === 'boolean') consents.push({ channel: 'sms', given: row.consentSms })
  const fields = givenFields({
    name: row.name,
    gender: row.gender,
    birthday: row.birthday,
    ...placeOf(row),
    address: row.address,
    postcode: row.postcode,
    company: row.company,
    created_at: row.createdAt?.toISOString(),
  })
  const tags = [...new Set((row.tags ?? []).map((tag) => tag.trim()).filter((tag) => tag !== ''))]
  return { identities, fields, tags, custom: row.custom ?? {}, consents, unitIds: row.unitIds ?? [] }
}
