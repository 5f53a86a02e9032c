import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { nameSort } from '../customer/name-sort.ts'
import { learnedFields } from './compute/learned-fields.ts'
import type { Learned } from './compute/measures.ts'
import { recordKeys } from './compute/record-keys.ts'
import type { Row } from './compute/table.ts'
import { whoMeets } from './kept-keys.ts'

const MOST = 400

/** Whom somebody not yet written could be: by kept keys, those with the most in common first; before any scan, by name. */
export async function idsThatMeet(
  ctx: Context,
  typed: Row,
  learned: Learned | null,
  country: string,
): Promise<string[]> {
  if (learned) {
    const keys = recordKeys(learnedFields([typed], learned, country), learned.blocking, 1)
    const [met = new Map<string, number>()] = await whoMeets(ctx, keys)
    return [...met]
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST)
      .map(([id]) => id)
  }
  const name = typed.fields['name']
  if (!name) return []
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers.customers where listed and name_sort = ${nameSort(name)} limit ${MOST}`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}
