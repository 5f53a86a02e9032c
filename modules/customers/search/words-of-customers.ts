import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray } from '#core/database/column-arrays.ts'
import type { FoundBy } from './keep-words.ts'
import { recordWords } from './record-words.ts'

const NEWEST_ORDERS = 50

interface Row {
  id: string
  name: string
  company: string | null
  kinds: string[]
  values: string[]
  numbers: string[]
}

/** The words these customers are found by, the numbers of their newest 50 orders included; none for the anonymous record. */
export async function wordsOfCustomers(ctx: Context, customerIds: readonly string[]): Promise<FoundBy[]> {
  const { rows } = await sql<Row>`
    select c.customer_id as id, c.name, c.company, coalesce(i.kinds, '{}') as kinds, coalesce(i."values", '{}') as "values",
      array(select o.order_number from facts.orders o where o.customer_id = c.customer_id
        order by o.ordered_at desc, o.order_id desc limit ${NEWEST_ORDERS}) as numbers
    from customers.customers c
    left join lateral (
      select array_agg(kind) as kinds, array_agg(value) as "values" from customers.identities i
      where i.customer_id = c.customer_id) i on true
    where c.customer_id = any(${plainArray(customerIds)}::uuid[]) and c.stage <> 'anonymous'
    order by c.customer_id`.execute(ctx.db)
  return rows.map(({ id, name, company, kinds, values, numbers }) => {
    const identities = kinds.map((kind, index) => ({ kind, value: values[index] ?? '' }))
    return { id, words: recordWords({ name, company, identities, orderNumbers: numbers }) }
  })
}
