import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { textArray } from '#core/database/column-arrays.ts'
import { holdOrdersOf } from '../import/hold-orders.ts'
import { draftToldOrder, type RefusedOrder, type ToldOrderDraft } from './draft-told-order.ts'
import type { OrderTelling } from './order-telling.ts'
import { hearTelling, type ToldState } from './told-state.ts'
import { writeToldOrders } from './write-told-orders.ts'

export interface Tellings {
  /** The shop: its references and order numbers are its own. */
  source: string
  /** The unit that the shop is; without one, the unit that an order's own shop names. */
  unitId?: number
  tellings: readonly OrderTelling[]
  /** Orders of long ago, many at a time: they are announced together, as an import's. */
  isHistory?: boolean
}

export interface ToldOutcome {
  /** Orders that were not there, and those that now stand differently. */
  new: number
  changed: number
  /** Told orders that can't stand as they were told. */
  refused: RefusedOrder[]
}

/**
 * Takes in what a shop tells of its orders, message by message. Messages may come twice, late and in any order: what then
 * stands is what would stand had each come once and in its time. An order is made once its number and lines are known;
 * lines and refunds are those told last, not added up. About twenty statements, whatever the count.
 */
export async function tellOrders(
  ctx: Context,
  { source, unitId, tellings, isHistory }: Tellings,
): Promise<ToldOutcome> {
  if (tellings.length === 0) return { new: 0, changed: 0, refused: [] }
  await holdOrdersOf(ctx, source)
  const standing = await findStates(ctx, source, [...new Set(tellings.map(({ externalId }) => externalId))])
  const heard = new Map<string, ToldState | undefined>([...standing].map(([id, told]) => [id, told.state]))
  for (const telling of tellings) heard.set(telling.externalId, hearTelling(heard.get(telling.externalId), telling))
  const news = [...heard].flatMap(([externalId, state]) =>
    state && state !== standing.get(externalId)?.state ? [{ externalId, state }] : [],
  )
  await keepStates(ctx, source, news)
  const currency = await homeCurrency(ctx)
  // What could not stand before is tried again.
  const open = [...heard].flatMap(([externalId, state]) => {
    const isOpen = state && standing.get(externalId)?.orderNumber === null && !news.some((one) => one.state === state)
    return isOpen ? [{ externalId, state }] : []
  })
  const drafts = [...news, ...open].map(({ externalId, state }) =>
    draftToldOrder(externalId, state, { currency, ...standing.get(externalId) }),
  )
  const ready = drafts.filter((draft): draft is ToldOrderDraft => draft !== null && 'sale' in draft)
  const refused = drafts.filter((draft): draft is RefusedOrder => draft !== null && !('sale' in draft))
  const counts = await writeToldOrders(ctx, ready, { source, unitId, isHistory: isHistory === true })
  return { ...counts, refused }
}

export interface StandingTold {
  state: ToldState
  /** Of the order it became. */
  orderNumber: string | null
  buyerHash: bigint | null
}

async function findStates(ctx: Context, source: string, ids: readonly string[]): Promise<Map<string, StandingTold>> {
  const { rows } = await sql<StandingTold & { id: string }>`
    select t.external_id as id, t.state, t.buyer_hash as "buyerHash", o.order_number as "orderNumber"
    from orders.told_orders t left join orders.orders o using (customer_id, order_id)
    where t.source = ${source} and t.external_id = any(${textArray(ids)}::text[])`.execute(ctx.db)
  return new Map(rows.map(({ id, ...told }) => [id, told]))
}

async function keepStates(
  ctx: Context,
  source: string,
  news: readonly { externalId: string; state: ToldState }[],
): Promise<void> {
  if (news.length === 0) return
  await sql`
    insert into orders.told_orders (source, external_id, state)
    select ${source}, n.id, n.state::jsonb
    from unnest(${textArray(news.map(({ externalId }) => externalId))}::text[],
      ${textArray(news.map(({ state }) => JSON.stringify(state)))}::text[]) n (id, state)
    order by n.id
    on conflict (source, external_id) do update set state = excluded.state, changed_at = now()`.execute(ctx.db)
}

/** Of an order whose shop names no currency. */
async function homeCurrency(ctx: Context): Promise<string> {
  const { rows } = await sql<{ currency: string }>`select currency from facts.company_currency`.execute(ctx.db)
  return rows[0]?.currency ?? 'USD'
}
