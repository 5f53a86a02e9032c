import type { CleanField } from '../rules/clean-record.ts'

const PLACE: readonly CleanField[] = ['country', 'region_path', 'city', 'address', 'postcode']

/** What sources say a field by (see `field_values`); null for e-mail and phone, which are identities. A place is one thing. */
export function saidFieldOf(field: CleanField): string | null {
  if (field === 'email' || field === 'phone') return null
  if (field === 'family_name' || field === 'given_name') return `custom.${field}`
  return PLACE.includes(field) ? 'place' : field
}

/** Fields that stand or fall together when a run is taken back. */
export const groupOf = (field: CleanField): string => saidFieldOf(field) ?? field

/** The name of a field in the event of a change. */
export function eventFieldOf(field: CleanField): string {
  if (field === 'email' || field === 'phone') return 'identities'
  if (field === 'family_name' || field === 'given_name') return 'custom'
  return field === 'region_path' ? 'region' : field
}
