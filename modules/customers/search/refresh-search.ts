import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { recordWords } from './record-words.ts'

const NEWEST_ORDERS = 50

interface Row {
  customer_id: string
  name: string
  company: string | null
  identities: { kind: string; value: string }[]
  numbers: string[]
}

/** Cuts the words of these customers anew, the numbers of their newest 50 orders included. */
export async function refreshSearch(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  const { rows } = await sql<Row>`
    select c.customer_id, c.name, c.company,
      coalesce((select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value)) from customers.identities i
        where i.customer_id = c.customer_id), '[]') as identities,
      array(select o.order_number from facts.orders o where o.customer_id = c.customer_id
        order by o.ordered_at desc, o.order_id desc limit ${NEWEST_ORDERS}) as numbers
    from customers.customers c where c.customer_id = any(${customerIds}::uuid[]) and c.stage <> 'anonymous'
    order by c.customer_id`.execute(ctx.db)
  const found = rows.map((row) => ({
    id: row.customer_id,
    words: recordWords({ ...row, orderNumbers: row.numbers }),
  }))
  await sql`
    update customers.customers c set search = array_to_tsvector(r.words)
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as r(id uuid, words text[])
    where c.customer_id = r.id and c.search <> array_to_tsvector(r.words)`.execute(ctx.db)
}
