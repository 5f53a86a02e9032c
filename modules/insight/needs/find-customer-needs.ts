import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import type { findCustomerNeedsCall } from './contract.ts'
import { shownModel } from './shown-model.ts'
import { toldColumns } from './told-columns.ts'

type Reply = ReplyOf<typeof findCustomerNeedsCall>
type Need = Reply['needs'][number]
type Product = Reply['products'][number]
type Bought = Need['bought']

const LAST = 8

/**
 * One customer's needs, the next first, with the purchases that each rests on.
 * @throws notFound `customer_not_found`, also when out of the caller's scope.
 */
export async function findCustomerNeeds(
  ctx: Context,
  { customerId }: InputOf<typeof findCustomerNeedsCall>,
): Promise<Reply> {
  const { rows: found } = await sql`
    select from facts.customers where customer_id = ${customerId} and stage <> 'anonymous'`.execute(ctx.db)
  if (found.length === 0) throw notFound('customer')
  const { rows: needs } = await sql<Omit<Need, 'bought' | 'regularity' | 'elasticity'>>`
    select category, ${toldColumns} from insight.needs where customer_id = ${customerId}
    order by state = 'lost', next_on, category`.execute(ctx.db)
  const { rows: products } = await sql<Omit<Product, 'bought' | 'name'> & { name: string | null; sku: string | null }>`
    select n.product_id as "productId", p.name, p.sku, ${toldColumns}
    from insight.product_needs n left join facts.products p using (product_id)
    where customer_id = ${customerId} order by state = 'lost', next_on, product_id`.execute(ctx.db)
  const { rows: coming } = await sql<NonNullable<Reply['coming']>>`
    select next_on as "nextOn", low_on as low, high_on as high, category, probability_30d as "probability30"
    from insight.next_purchases where customer_id = ${customerId}`.execute(ctx.db)
  const kept = await shownModel(ctx)
  const bought = await listBought(ctx, customerId, kept.model?.asOf ?? null)
  return {
    model: kept.model,
    coming: coming[0] ?? null,
    needs: needs.map((need) => ({
      ...need,
      regularity: kept.of(need.category)?.regularity ?? null,
      elasticity: kept.of(need.category)?.elasticity ?? null,
      bought: bought.get(`category ${need.category}`) ?? [],
    })),
    products: products.map(({ name, sku, ...need }) => ({
      ...need,
      name: name ?? sku ?? '',
      bought: bought.get(`product ${need.productId}`) ?? [],
    })),
  }
}

/** The last days on which each category and product was bought, in the units the caller sees; returns take from the day they name no more than it had. */
async function listBought(ctx: Context, customerId: string, asOf: string | null): Promise<Map<string, Bought>> {
  if (asOf === null) return new Map()
  const zone = await readSetting(ctx, timeZone)
  const { rows } = await sql<{ kind: string; thing: string; day: string; quantity: number }>`
    with lines as (
      select product_id, category_path, (ordered_at at time zone ${zone})::date as day, quantity
      from facts.purchases where customer_id = ${customerId} and not is_anonymous and quantity > 0
    ),
    things as (
      select 'category' as kind, category_path as thing, day, sum(quantity)::float8 as quantity
      from lines where category_path is not null group by category_path, day
      union all
      select 'product', product_id::text, day, sum(quantity)::float8 from lines where product_id is not null group by product_id, day
    )
    select kind, thing, day, quantity
    from (select *, row_number() over (partition by kind, thing order by day desc) as nth from things where day <= ${asOf}) t
    where nth <= ${LAST} order by kind, thing, day desc`.execute(ctx.db)
  const bought = new Map<string, Bought>()
  for (const { kind, thing, day, quantity } of rows) {
    const key = `${kind} ${thing}`
    bought.set(key, [...(bought.get(key) ?? []), { day, quantity }])
  }
  return bought
}
