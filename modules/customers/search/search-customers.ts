import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { presentCustomer } from '../customer/present-customer.ts'
import { exactWordsQuery, wordsQuery } from './words-query.ts'

interface Hit {
  id: string
  name: string
  class: string | null
  company: string | null
  email: string | null
  phone: string | null
  city: string | null
  orders: number
  lastOrderAt: Date | null
}

/** So many candidates are looked at; of more, nobody reads the twenty-first either. */
const CANDIDATES = 200

/**
 * Customers whose words match: whole words first, then starts of words, each by how much they buy. Masked classes of
 * fields are not searched, so that nobody finds out by searching what they may not see.
 */
export async function searchCustomers(ctx: Context, input: { q: string; limit: number }) {
  const starts = wordsQuery(input.q, ctx.scope.masked)
  if (starts === '') return { items: [] }
  const exact = exactWordsQuery(input.q, ctx.scope.masked)
  const { rows } = await sql<Hit>`
    select c.customer_id as id, customers.called(c.customer_id, c.name, c.company) as name, c.class, c.company, c.email, c.phone, c.city, c.orders_count as orders,
      c.last_order_at as "lastOrderAt"
    from customers.find_by_words(${exact}, ${starts}, ${CANDIDATES}) hit
    join customers.customers c on c.customer_id = hit.customer_id
    order by hit.rank, c.revenue_micro desc, c.name_sort, c.customer_id limit ${input.limit}`.execute(ctx.db)
  return {
    items: rows.map((row) => ({ ...presentCustomer(ctx, row), lastOrderAt: row.lastOrderAt?.toISOString() ?? null })),
  }
}
