import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { maskName } from '#core/words/names.ts'
import type { listProspectsCall } from './contract.ts'
import { countProspects } from './count-prospects.ts'
import { productsByKey } from './goods.ts'
import { type OfferFacts, offerColumns, tellOffer } from './tell-offer.ts'

type Reply = ReplyOf<typeof listProspectsCall>
type Row = OfferFacts & Pick<Reply['items'][number], 'customerId' | 'name' | 'class'> & { score: number }

/** Customers to whom a product is recommended, the likeliest first, by keyset. @throws invalid `cursor_invalid`. */
export async function listProspects(ctx: Context, input: InputOf<typeof listProspectsCall>): Promise<Reply> {
  const { productId, kind, limit } = input
  const after = input.cursor ? readCursor(input.cursor) : null
  const { rows } = await sql<Row>`
    select ${offerColumns}, r.customer_id as "customerId", c.called as name, c.class, r.score::float8 as score
    from facts.recommendations r join facts.customers c on c.customer_id = r.customer_id
    where r.product_ids @> array[${productId}::uuid] and r.product_id = ${productId} and c.archived_at is null and c.stage <> 'anonymous'
      ${kind ? sql`and r.kind = ${kind}` : sql``}
      ${after ? sql`and (r.score < ${after.score}::real or r.score = ${after.score}::real and r.customer_id > ${after.id}::uuid)` : sql``}
    order by r.score desc, r.customer_id limit ${limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, limit)
  const product = await productsByKey(
    ctx,
    shown.flatMap((row) => row.because),
  )
  const last = shown.at(-1)
  const hidden = ctx.scope.masked.has('name')
  return {
    items: shown.map((row) => ({
      ...tellOffer(row, product),
      customerId: row.customerId,
      name: hidden ? maskName(row.name) : row.name,
      class: row.class,
    })),
    next: rows.length > limit && last ? `${last.score}_${last.customerId}` : null,
    total: await countProspects(ctx, productId, kind),
  }
}

function readCursor(cursor: string): { score: number; id: string } {
  const match = /^([\d.]{1,30}(?:e-?\d{1,3})?)_([0-9a-f-]{36})$/.exec(cursor)
  const score = Number(match?.[1])
  if (!match || Number.isNaN(score))
    throw invalid('cursor_invalid', 'This is no cursor of this list.', { field: 'cursor' })
  return { score, id: match[2] ?? '' }
}
