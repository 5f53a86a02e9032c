import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { formatDecimal } from '#core/words/money.ts'
import { type CustomerForExport, contactsForExport } from '#modules/customers/public.ts'
import type { Asked } from '../asked.ts'
import type { Cell, RowSource } from '../row-sources.ts'
import { placeCells } from './place-cells.ts'

interface Line {
  customerId: string
  orderId: string
  lineNo: number
  orderNumber: string
  orderedAt: Date
  status: string
  currency: string
  channel: string | null
  voucher: string | null
  country: string | null
  regionPath: string | null
  city: string | null
  sku: string | null
  productName: string | null
  category: string | null
  brand: string | null
  quantity: string
  unitPrice: string
  discountMicro: bigint
  unitCost: string | null
}
type Place = [customerId: string, orderId: string, lineNo: number]

/** Order lines in the columns that an import reads. A line's cost of one piece is its cost by its quantity. */
export const orderRows: RowSource = {
  columns: (
    'order_number ordered_at status customer_ref customer_name email phone country region city address sku product_name ' +
    'category brand quantity unit_price discount currency unit_cost channel voucher'
  ).split(' '),
  read: async (ctx, asked, after, limit) => {
    const lines = await readLines(ctx, asked, after as Place | null, limit)
    const people = await contactsForExport(ctx, [...new Set(lines.map((line) => line.customerId))])
    const last = lines.length === limit ? lines.at(-1) : undefined
    return {
      rows: lines.map((line) => cells(line, people.get(line.customerId))),
      next: last ? [last.customerId, last.orderId, last.lineNo] : null,
    }
  },
}

async function readLines(ctx: Context, { segment }: Asked, after: Place | null, limit: number): Promise<Line[]> {
  const within = segment
    ? sql`and l.customer_id in (select m.customer_id from facts.segment_members m where m.segment_id = ${segment})`
    : sql``
  const beyond = after
    ? sql`and (l.customer_id, l.order_id, l.line_no) > (${after[0]}::uuid, ${after[1]}::uuid, ${after[2]}::int)`
    : sql``
  const { rows } = await sql<Line>`
    select l.customer_id as "customerId", l.order_id as "orderId", l.line_no as "lineNo", o.order_number as "orderNumber",
      o.ordered_at as "orderedAt", o.status, o.currency, o.channel, o.voucher, o.country, o.region_path as "regionPath",
      o.city, l.sku, l.product_name as "productName", l.category_path as category, l.brand,
      trim_scale(l.quantity)::text as quantity, trim_scale(l.unit_price)::text as "unitPrice", l.discount_micro as "discountMicro",
      trim_scale(round(l.cost_micro / nullif(l.quantity, 0) / 1000000, 6))::text as "unitCost"
    from facts.order_lines l join facts.orders o on o.customer_id = l.customer_id and o.order_id = l.order_id
    where true ${within} ${beyond}
    order by l.customer_id, l.order_id, l.line_no limit ${limit}`.execute(ctx.db)
  return rows
}

const number = (text: string | null): Cell => (text === null ? null : { number: text })

const cells = (line: Line, person: CustomerForExport | undefined): Cell[] => [
  line.orderNumber,
  line.orderedAt.toISOString(),
  line.status,
  person?.ref ?? null,
  person?.name ?? null,
  person?.email ?? null,
  person?.phone ?? null,
  ...placeCells(line),
  person?.address ?? null,
  line.sku,
  line.productName,
  line.category,
  line.brand,
  number(line.quantity),
  number(line.unitPrice),
  number(formatDecimal(line.discountMicro, line.currency)),
  line.currency,
  number(line.unitCost),
  line.channel,
  line.voucher,
]
