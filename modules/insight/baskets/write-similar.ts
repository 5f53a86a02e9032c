import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray } from '#core/database/column-arrays.ts'
import type { SimilarItems } from './compute/similar-items.ts'

/** Of each product. */
const MOST = 10
const BATCH = 20_000

/** Replaces the products that are similar to each. */
export async function writeSimilar(
  ctx: Context,
  { starts, items, both, similarity, buyers, customers }: SimilarItems,
  products: readonly { productId: string; goods: number }[],
): Promise<void> {
  await sql`delete from insight.similar_products`.execute(ctx.db)
  const rows = products.flatMap(({ goods }, item) => {
    const [from, to] = [starts[item] as number, starts[item + 1] as number]
    const places = Array.from({ length: to - from }, (_, at) => from + at)
    // That who buys one pack buys others too is no news.
    const others = places.filter((at) => products[items[at] as number]?.goods !== goods)
    return others.slice(0, MOST).map((at, place) => ({ item, at, rank: place + 1 }))
  })
  const idOf = (item: number) => products[item]?.productId ?? null
  const other = (at: number) => items[at] as number
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH)
    const column = (value: (row: (typeof batch)[number]) => string | number | null) => plainArray(batch.map(value))
    await sql`
      insert into insight.similar_products (product_id, rank, other_id, similarity, both_customers, customers, other_customers, lift)
      select t.*, t.both_customers::float8 * ${customers} / (t.customers::float8 * t.other_customers)
      from unnest(${column(({ item }) => idOf(item))}::uuid[], ${column(({ rank }) => rank)}::smallint[],
        ${column(({ at }) => idOf(other(at)))}::uuid[], ${column(({ at }) => similarity[at] as number)}::real[],
        ${column(({ at }) => both[at] as number)}::int[], ${column(({ item }) => buyers[item] as number)}::int[],
        ${column(({ at }) => buyers[other(at)] as number)}::int[])
        t (product_id, rank, other_id, similarity, both_customers, customers, other_customers)`.execute(ctx.db)
  }
}
