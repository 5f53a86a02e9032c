import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound, refused } from '#core/errors.ts'
import { mergedAlready } from '../merge/merged-already.ts'

export interface VisibleCustomer {
  unitIds: number[]
  email: string | null
  phone: string | null
  country: string | null
}

interface Row extends Omit<VisibleCustomer, 'unitIds'> {
  stage: string
  merged_into: string | null
  unit_ids: number[]
}

/** Locks a customer for a change of what hangs on it. @throws 404 when absent or out of scope; 409 for anonymous sales; 410 `customer_merged`. */
export async function visibleCustomer(ctx: Context, customerId: string): Promise<VisibleCustomer> {
  const { rows } = await sql<Row>`
    select stage, merged_into, unit_ids, email, phone, country from customers.customers
    where customer_id = ${customerId}::uuid for no key update`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw notFound('customer')
  if (row.merged_into) throw mergedAlready(row.merged_into)
  if (row.stage === 'anonymous') throw refused('customer_anonymous', 'Sales without a customer can’t be edited.')
  return { unitIds: row.unit_ids, email: row.email, phone: row.phone, country: row.country }
}
