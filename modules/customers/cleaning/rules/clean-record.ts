/** What rules and the quality score look at of a customer. */
export interface CleanRecord {
  id: string
  kind: string
  name: string
  company: string | null
  email: string | null
  phone: string | null
  country: string | null
  region_path: string | null
  city: string | null
  address: string | null
  postcode: string | null
  /** Values of the company's own fields for the parts of a name; undefined: there is no such field. */
  family_name?: string | null
  given_name?: string | null
  /** Normalised e-mails and phones of the customer, as `email a@b.c`. */
  keys: readonly string[]
  birthday: string | null
  /** Whether the customer was ever asked about marketing: a consent given or withdrawn. */
  consentKnown: boolean
  /** The newest of order, contact, edit and creation. */
  aliveAt: Date
  /** A pair of the last duplicate scan is undecided. */
  maybeDouble: boolean
}

/** One value that a rule would write instead of another. */
export interface Proposal {
  field: CleanField
  before: string | null
  after: string | null
}

export const CLEAN_FIELDS = [
  'name',
  'company',
  'email',
  'phone',
  'country',
  'region_path',
  'city',
  'address',
  'postcode',
  'family_name',
  'given_name',
] as const
export type CleanField = (typeof CLEAN_FIELDS)[number]
