import type { Identity } from '../identity/identity-key.ts'

/** Fields of the record that files fill, by the names of their columns. */
export interface PersonFields {
  name?: string
  gender?: string
  birthday?: string
  country?: string
  region_path?: string
  city?: string
  address?: string
  postcode?: string
  company?: string
  /** ISO time. */
  created_at?: string
}

export interface ConsentClaim {
  channel: 'email' | 'sms'
  given: boolean
}

/** What one row of a file knows about a customer. */
export interface Person {
  /** Strongest first. */
  identities: Identity[]
  fields: PersonFields
  tags: string[]
  custom: Record<string, string | number | boolean>
  consents: ConsentClaim[]
  unitIds: number[]
  /** What somebody new is: `customer` unless said otherwise. */
  stage?: 'visitor' | 'lead'
}

export const PLACE_FIELDS = ['country', 'region_path', 'city', 'address', 'postcode'] as const

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== ''

/** Fields with what is not given left out. */
export function givenFields(fields: { [K in keyof PersonFields]: PersonFields[K] | null | undefined }): PersonFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value))) as PersonFields
}

/**
 * What of `later` fills gaps of `earlier`. A place is one thing: a street of one row and a city of another would be
 * an address where nobody lives.
 */
export function gapsFilled(earlier: PersonFields, later: PersonFields): PersonFields {
  const hasPlace = PLACE_FIELDS.some((field) => isGiven(earlier[field]))
  const fills = Object.entries(later).filter(
    ([field]) =>
      !isGiven(earlier[field as keyof PersonFields]) && !(hasPlace && PLACE_FIELDS.includes(field as 'country')),
  )
  return Object.fromEntries(fills) as PersonFields
}
