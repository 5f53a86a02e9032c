import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { LineDraft, OrderDraft } from './order-draft.ts'
import type { OrderChange, Plan } from './plan-orders.ts'

interface StandingHead {
  orderId: string
  orderedAt: Date
  status: string
  statusGiven: string | null
  channel: string | null
  shop: string | null
  voucher: string | null
  country: string | null
  regionPath: string | null
  city: string | null
  approvedAt: Date | null
  shippedAt: Date | null
  deliveredAt: Date | null
  promisedAt: Date | null
}

interface StandingValues {
  orderId: string
  lineNo: number
  sku: string | null
  productName: string | null
  category: string | null
  brand: string | null
  quantity: string
  unitPrice: string
  discountMicro: bigint
  freightMicro: bigint
  costMicro: bigint | null
}

const TEXTS = ['channel', 'shop', 'voucher', 'country', 'regionPath', 'city'] as const
const TIMES = ['approvedAt', 'shippedAt', 'deliveredAt', 'promisedAt'] as const

/**
 * Takes out of a plan what would change nothing: rows in other words, or in other columns, than those an order came in
 * (our own export of it, a second system's file), whose values stand already.
 */
export async function leaveWhatStands(ctx: Context, plan: Plan): Promise<Plan> {
  if (plan.changed.length === 0) return plan
  const heads = await standingHeads(ctx, plan.changed)
  const lines = await standingLines(ctx, plan.changed)
  const counts = { ...plan.counts }
  const changed = plan.changed.flatMap((change): OrderChange[] => {
    const { known, draft, named, added } = change
    const head = heads.get(known.orderId)
    const left = {
      ...change,
      headChanges: change.headChanges && (named || !head || !isSameHead(draft, head)),
      changed: change.replaces
        ? change.changed
        : change.changed.filter(({ lineNo, line }) => !isSameLine(line, lines.get(`${known.orderId} ${lineNo}`))),
    }
    const fewer = changedRows(change) - changedRows(left)
    counts.changed -= fewer
    counts.unchanged += fewer
    return left.headChanges || left.changed.length + added.length + change.removed.length > 0 ? [left] : []
  })
  return { ...plan, changed, counts }
}

/** As `planOrders` counts them. */
const changedRows = ({ headChanges, draft, added, changed }: OrderChange) =>
  headChanges ? draft.lines.length - added.length : changed.length

function isSameHead({ head }: OrderDraft, standing: StandingHead): boolean {
  const isSameWord =
    head.statusGiven === null || head.statusGiven === standing.statusGiven || head.statusGiven === standing.status
  return (
    head.orderedAt.getTime() === standing.orderedAt.getTime() &&
    (head.status === null || head.status === standing.status) &&
    isSameWord &&
    TEXTS.every((field) => head[field] === null || head[field] === standing[field]) &&
    TIMES.every((field) => head[field] === null || head[field]?.getTime() === standing[field]?.getTime())
  )
}

function isSameLine(line: LineDraft, standing: StandingValues | undefined): boolean {
  if (!standing) return false
  return (
    line.quantity === standing.quantity &&
    line.unitPrice === standing.unitPrice &&
    line.discountMicro === standing.discountMicro &&
    (!line.saysFreight || line.freightMicro === standing.freightMicro) &&
    (line.costMicro === null || line.costMicro === standing.costMicro) &&
    (['sku', 'productName', 'category', 'brand'] as const).every(
      (field) => line[field] === null || line[field] === standing[field],
    )
  )
}

const keysOf = (changes: readonly OrderChange[]) =>
  sql`unnest(${changes.map(({ known }) => known.customerId)}::uuid[],
    ${changes.map(({ known }) => known.orderId)}::uuid[]) k (customer_id, order_id)`

async function standingHeads(ctx: Context, changes: readonly OrderChange[]): Promise<Map<string, StandingHead>> {
  const { rows } = await sql<StandingHead>`
    select order_id as "orderId", ordered_at as "orderedAt", status, status_given as "statusGiven", channel, shop,
      voucher, country, region_path as "regionPath", city, approved_at as "approvedAt", shipped_at as "shippedAt",
      delivered_at as "deliveredAt", promised_at as "promisedAt"
    from ${keysOf(changes)} join orders.orders using (customer_id, order_id)`.execute(ctx.db)
  return new Map(rows.map((row) => [row.orderId, row]))
}

async function standingLines(ctx: Context, changes: readonly OrderChange[]): Promise<Map<string, StandingValues>> {
  const { rows } = await sql<StandingValues>`
    select order_id as "orderId", line_no as "lineNo", sku, product_name as "productName", category_path as category,
      brand, trim_scale(quantity)::text as quantity, trim_scale(unit_price)::text as "unitPrice",
      discount_micro as "discountMicro", freight_micro as "freightMicro", cost_micro as "costMicro"
    from ${keysOf(changes)} join orders.lines using (customer_id, order_id)`.execute(ctx.db)
  return new Map(rows.map((row) => [`${row.orderId} ${row.lineNo}`, row]))
}
