import { normaliseEmail } from '#core/words/emails.ts'
import type { MaskClass } from '../../customer/present-customer.ts'
import { placeOf } from '../../import/person-of-row.ts'
import { caseName } from './case-name.ts'
import { checkEmail } from './check-email.ts'
import { checkPhone } from './check-phone.ts'
import type { CleanField, CleanRecord, Proposal } from './clean-record.ts'
import { namePartsOf } from './name-parts.ts'
import { placeInAddress } from './place-in-address.ts'
import { trimText } from './trim-text.ts'

export const RULES = ['spaces', 'name_case', 'name_parts', 'phone', 'region', 'email'] as const
export type RuleKey = (typeof RULES)[number]

/** Rules that guess: a person accepts each proposal by itself. */
export const SINGLY: ReadonlySet<RuleKey> = new Set(['email'])

const CLASS_OF: Partial<Record<CleanField, MaskClass>> = {
  name: 'name',
  family_name: 'name',
  given_name: 'name',
  email: 'email',
  phone: 'phone',
  address: 'address',
  postcode: 'address',
}

/** The class of a field, where a role may see it masked. */
export const classOf = (field: CleanField): MaskClass | null => CLASS_OF[field] ?? null

const FIELDS_OF: Record<RuleKey, readonly CleanField[]> = {
  spaces: ['name', 'company', 'email', 'city', 'address', 'postcode'],
  name_case: ['name'],
  name_parts: ['family_name', 'given_name'],
  phone: ['phone'],
  region: ['country', 'region_path', 'city'],
  email: ['email'],
}

/** Fields that a rule writes and whoever has these classes masked may see. The region is read out of the address. */
export function fieldsFor(rule: RuleKey, masked: ReadonlySet<string>): readonly CleanField[] {
  if (rule === 'region' && masked.has('address')) return []
  return FIELDS_OF[rule].filter((field) => !masked.has(classOf(field) ?? ''))
}

/** What a rule would write in a record; empty where nothing is to be done. */
export function proposalsOf(rule: RuleKey, record: CleanRecord, homeCountry: string): Proposal[] {
  return PROPOSE[rule](record, homeCountry)
}

const PROPOSE: Record<RuleKey, (record: CleanRecord, homeCountry: string) => Proposal[]> = {
  spaces: (record) =>
    FIELDS_OF.spaces.flatMap((field) => {
      const before = record[field] ?? null
      if (before === null || before === '') return []
      const trimmed = trimText(before)
      // Without its marks an address may be nobody's, or somebody else's: that is no matter of blanks.
      if (field === 'email' && normaliseEmail(trimmed) !== normaliseEmail(before)) return []
      return changeOf(field, before, trimmed)
    }),
  name_case: ({ kind, name }) => (kind === 'person' ? changeOf('name', name, caseName(name)) : []),
  name_parts: namePartsProposed,
  phone: ({ phone, country, keys }, home) => {
    const proposed = phone === null ? null : checkPhone(phone, { own: country, home }).proposed
    return proposed === null || keys.includes(`phone ${proposed}`) ? [] : changeOf('phone', phone, proposed)
  },
  region: regionProposed,
  email: ({ email, keys }) => {
    const proposed = email === null ? null : checkEmail(email).proposed
    return proposed === null || keys.includes(`email ${normaliseEmail(proposed)}`)
      ? []
      : changeOf('email', email, proposed)
  },
}

const changeOf = (field: CleanField, before: string | null, after: string | null): Proposal[] =>
  after === null || after === before ? [] : [{ field, before, after: after === '' && field !== 'name' ? null : after }]

function namePartsProposed(record: CleanRecord): Proposal[] {
  const { kind, name, family_name, given_name } = record
  if (kind !== 'person' || family_name === undefined || given_name === undefined) return []
  // One of both is known: somebody knows better than a rule.
  if (family_name || given_name) return []
  const parts = namePartsOf(name)
  if (!parts) return []
  return [...changeOf('family_name', family_name, parts.family), ...changeOf('given_name', given_name, parts.given)]
}

/** Only where no region is known yet; the country alone is none. */
function regionProposed(record: CleanRecord): Proposal[] {
  const { region_path, country, city } = record
  if (region_path?.includes('/')) return []
  const read = placeInAddress(record)
  if (!read) return []
  const place = placeOf({ country: read.country, region: read.region, city: city || read.city })
  return [
    ...changeOf('country', country, place.country ?? null),
    ...changeOf('region_path', region_path, place.region_path ?? null),
    ...(city ? [] : changeOf('city', city, place.city ?? null)),
  ]
}
