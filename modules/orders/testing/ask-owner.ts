import { exactTypes } from '#core/database/exact-types.ts'
import type { House } from '#core/house.ts'

/** Rows as the database's owner sees them, past all scopes; big numbers as bigint, as use cases get them. */
export async function askOwner(house: House, text: string, values: unknown[] = []) {
  return (await house.database.owner.query({ text, values, types: exactTypes })).rows
}
