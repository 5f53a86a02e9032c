import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import type { listStockCall } from './contract.ts'
import { needsOrder } from './needs-order.ts'
import { seesDemand } from './sees-demand.ts'
import { type Stock, type StockRow, stockColumns, stockOf } from './stock-row.ts'
import { sumsWithin } from './sums-within.ts'

type Input = InputOf<typeof listStockCall>
type Reply = ReplyOf<typeof listStockCall>
type Item = Reply['items'][number]

type Row = Omit<Item, keyof Stock | 'next4'> & StockRow & { sumMean: number[]; sumDeviation: number[]; isGone: boolean }

/** What is gone stands first, unless nobody asks for it any more. */
const isGone = sql`(s.stock_state = 'out' and s.state <> 'ended')`

/** Products that are out, then the others, each by how many pieces are likely to be missing before a delivery ordered now, most first, by keyset. */
export async function listStock(ctx: Context, input: Input): Promise<Reply> {
  if (!seesDemand(ctx)) return { items: [], next: null }
  const after = input.cursor ? readCursor(input.cursor) : null
  const { rows } = await sql<Row>`
    select s.product_id as "productId", p.sku, p.name, s.category, s.supplier, s.demand_class as "demandClass", s.model, s.lines,
      s.sum_mean as "sumMean", s.sum_deviation as "sumDeviation", ${isGone} as "isGone", ${stockColumns}
    from insight.demand_series s join facts.products p using (product_id)
    where s.kind = 'product' and ${matches(input)}
      ${after ? sql`and (not ${isGone}, -s.missing, s.product_id) > (${!after.isGone}::boolean, ${-after.missing}::float8, ${after.id}::uuid)` : sql``}
    order by not ${isGone}, s.missing desc, s.product_id limit ${input.limit + 1}`.execute(ctx.db)
  const items = rows.slice(0, input.limit).flatMap((row): Item[] => {
    const { sumMean, sumDeviation, isGone: _gone, stockState: _, ...rest } = row
    const stock = stockOf(row)
    return stock ? [{ ...rest, ...stock, next4: sumsWithin(4, sumMean, sumDeviation) }] : []
  })
  const last = rows[input.limit - 1]
  const next = rows.length > input.limit && last ? `${Number(last.isGone)}_${last.missing}_${last.productId}` : null
  return { items, next }
}

function matches({ category, supplier, state }: Input): RawBuilder<unknown> {
  return sql.join(
    [
      state ? sql`s.stock_state = ${state}` : needsOrder,
      ...(category ? [sql`(s.category = ${category} or starts_with(s.category, ${`${category}/`}))`] : []),
      ...(supplier ? [sql`s.supplier = ${supplier}`] : []),
    ],
    sql` and `,
  )
}

function readCursor(cursor: string): { isGone: boolean; missing: number; id: string } {
  const match = /^([01])_(\d[\d.e+-]{0,30})_([0-9a-f-]{36})$/.exec(cursor)
  const missing = Number(match?.[2])
  if (!match || !Number.isFinite(missing))
    throw invalid('cursor_invalid', 'This is no cursor of this list.', { field: 'cursor' })
  return { isGone: match[1] === '1', missing, id: match[3] ?? '' }
}
