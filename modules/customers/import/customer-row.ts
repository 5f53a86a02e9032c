/** A row of a customer file, in the columns of the outer contract. Absent and null both mean: the file does not say. */
export interface CustomerRow {
  customerRef?: string | null
  name?: string | null
  /** Normalised address. */
  email?: string | null
  /** E.164. */
  phone?: string | null
  gender?: 'female' | 'male' | 'other' | null
  /** YYYY-MM-DD. */
  birthday?: string | null
  country?: string | null
  region?: string | null
  city?: string | null
  address?: string | null
  postcode?: string | null
  company?: string | null
  cardNumber?: string | null
  tags?: string[] | null
  consentEmail?: boolean | null
  consentSms?: boolean | null
  createdAt?: Date | null
  /** Units whose customer this is; a file's are the importer's. */
  unitIds?: number[] | null
  /** Columns mapped to custom fields. */
  custom?: Record<string, string | number | boolean> | null
}
