import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

export interface Goods {
  key: string
  name: string
  sku: string | null
}

/** Names of products by their ids. */
export async function productsByKey(ctx: Context, ids: readonly string[]): Promise<(key: string) => Goods> {
  const { rows } = await sql<Goods>`
    select product_id::text as key, name, sku from facts.products where product_id = any(${[...new Set(ids)]}::uuid[])`.execute(
    ctx.db,
  )
  const known = new Map(rows.map((row) => [row.key, row]))
  return (key) => known.get(key) ?? { key, name: key, sku: null }
}

/** A category by its path, called by its last step. */
export const categoryGoods = (path: string): Goods => ({
  key: path,
  name: path.slice(path.lastIndexOf('/') + 1),
  sku: null,
})
