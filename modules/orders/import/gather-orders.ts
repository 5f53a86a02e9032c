import type { ImportRow, RefusedRow } from '#core/files/import-batch.ts'
import { parseDecimal } from '#core/words/money.ts'
import { regionPath } from '#core/words/region-path.ts'
import { categoryPath } from '#modules/catalogue/public.ts'
import { contentHash } from './content-hash.ts'
import type { Buyer, Head, LineDraft, OrderDraft } from './order-draft.ts'
import type { OrderLineRow } from './order-line-row.ts'
import { priceLine } from './price-line.ts'

const HEAD_FIELDS = ['status', 'statusGiven', 'channel', 'shop', 'voucher'] as const
const HEAD_TIMES = ['approvedAt', 'shippedAt', 'deliveredAt', 'promisedAt'] as const
const BUYER_FIELDS = [
  'customerRef',
  'customerName',
  'email',
  'phone',
  'country',
  'region',
  'city',
  'address',
  'postcode',
] as const
const SEPARATOR = '\u001f'

/**
 * Puts rows together to orders, in the order of the file. What belongs to the whole order is taken from the first of
 * its rows that says it; it began when the earliest of them says. A row whose amounts can't be kept, or in another
 * currency than its order, is refused.
 */
export function gatherOrders(rows: readonly ImportRow<OrderLineRow>[]): {
  orders: OrderDraft[]
  refused: RefusedRow[]
} {
  const orders = new Map<string, OrderDraft>()
  const refused: RefusedRow[] = []
  const headHashOf = headHasher()
  const regionOf = regionReader()
  for (const { line, value } of rows) {
    const draft = orders.get(value.orderNumber)
    if (draft && draft.currency !== value.currency) {
      refused.push({ line, column: 'currency', value: value.currency, reason: 'currency_differs_in_order' })
      continue
    }
    const made = draftLine(line, value, headHashOf)
    if (made === null) {
      refused.push({
        line,
        column: 'unit_price',
        value: `${value.quantity} × ${value.unitPrice}`,
        reason: 'amount_out_of_range',
      })
    } else if (draft) {
      draft.lines.push(made)
      addToHead(draft, value)
    } else {
      const head = { ...headOf(value), regionPath: regionOf(value) }
      orders.set(value.orderNumber, {
        orderNumber: value.orderNumber,
        currency: value.currency,
        head,
        buyer: buyerOf(value),
        lines: [made],
      })
    }
  }
  return { orders: [...orders.values()], refused }
}

function draftLine(line: number, row: OrderLineRow, headHashOf: (row: OrderLineRow) => bigint): LineDraft | null {
  const quantity = plainDecimal(row.quantity)
  const unitPrice = plainDecimal(row.unitPrice)
  const unitCostMicro = row.unitCost ? parseDecimal(row.unitCost) : null
  const priced = priceLine({ quantity, unitPrice, discountMicro: row.discountMicro ?? null, unitCostMicro })
  if (priced === null) return null
  const freightMicro = row.freightMicro ?? 0n
  const productName = row.productName || null
  const sku = row.sku || productName
  const category = categoryPath(row.category)
  const brand = row.brand || null
  const said = [
    sku,
    productName,
    category,
    brand,
    quantity,
    unitPrice,
    priced.discountMicro,
    unitCostMicro,
    freightMicro,
  ]
  return {
    ...priced,
    line,
    sku,
    productName,
    category,
    brand,
    quantity,
    unitPrice,
    unitCostMicro,
    freightMicro,
    saysFreight: typeof row.freightMicro === 'bigint',
    contentHash: contentHash(said.join(SEPARATOR)),
    headHash: headHashOf(row),
    correctionOf: row.correctionOf || null,
  }
}

function headOf(row: OrderLineRow): Omit<Head, 'regionPath'> {
  return {
    orderedAt: row.orderedAt,
    status: row.status ?? null,
    statusGiven: row.statusGiven || null,
    channel: row.channel || null,
    shop: row.shop || null,
    voucher: row.voucher || null,
    approvedAt: row.approvedAt ?? null,
    shippedAt: row.shippedAt ?? null,
    deliveredAt: row.deliveredAt ?? null,
    promisedAt: row.promisedAt ?? null,
    country: row.country || null,
    city: row.city || null,
  }
}

const buyerOf = (row: OrderLineRow): Buyer => ({
  customerRef: row.customerRef || null,
  visitorId: row.visitorId || null,
  customerName: row.customerName || null,
  email: row.email || null,
  phone: row.phone || null,
  country: row.country || null,
  region: row.region || null,
  city: row.city || null,
  address: row.address || null,
  postcode: row.postcode || null,
})

function addToHead({ head, buyer }: OrderDraft, row: OrderLineRow): void {
  if (row.orderedAt < head.orderedAt) head.orderedAt = row.orderedAt
  if (head.status === null && row.status) head.status = row.status
  for (const field of HEAD_FIELDS) if (field !== 'status' && head[field] === null) head[field] = row[field] || null
  for (const field of HEAD_TIMES) if (head[field] === null) head[field] = row[field] ?? null
  for (const field of BUYER_FIELDS) if (buyer[field] === null) buyer[field] = row[field] || null
}

const SAID_FIELDS = ['currency', ...HEAD_FIELDS, ...BUYER_FIELDS] as const
const SAID_TIMES = ['orderedAt', ...HEAD_TIMES] as const

/** Rows of one order follow one another and mostly say the same: that is hashed once. */
function headHasher(): (row: OrderLineRow) => bigint {
  let last: OrderLineRow | null = null
  let lastHash = 0n
  return (row) => {
    if (last === null || !saysTheSame(last, row)) {
      const times = SAID_TIMES.map((field) => row[field]?.getTime() ?? '')
      const [currency, ...words] = SAID_FIELDS.map((field) => row[field] ?? '')
      lastHash = contentHash([currency, ...times, ...words].join(SEPARATOR))
      last = row
    }
    return lastHash
  }
}

const saysTheSame = (a: OrderLineRow, b: OrderLineRow): boolean =>
  SAID_FIELDS.every((field) => (a[field] ?? '') === (b[field] ?? '')) &&
  SAID_TIMES.every((field) => a[field]?.getTime() === b[field]?.getTime())

function regionReader(): (row: OrderLineRow) => string | null {
  const known = new Map<string, string | null>()
  return ({ country = null, region = null, city = null }) => {
    const key = [country, region, city].join(SEPARATOR)
    const hit = known.get(key)
    if (hit !== undefined) return hit
    const path = regionPath({ country, region, city }) || null
    known.set(key, path)
    return path
  }
}

/** "6.50" and "6.5" are one number; "-0" is 0. */
function plainDecimal(text: string): string {
  const trimmed = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return trimmed === '-0' || trimmed === '' ? '0' : trimmed
}
