import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'

/** A customer's name, unmasked, for masking it in texts. @throws 404 when absent, anonymous or out of scope. */
export async function visibleName(ctx: Context, customerId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from customers.customers where customer_id = ${customerId}::uuid and stage <> 'anonymous'`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('customer')
  return rows[0].name
}
