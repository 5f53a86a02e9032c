export type OrderStatus = 'placed' | 'paid' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned'

/** One order line of a file; what belongs to the order stands on each of its lines. All lines of an order come in one batch. */
export interface OrderLineRow {
  orderNumber: string
  orderedAt: Date
  status?: OrderStatus | null
  /** The word the file used. */
  statusGiven?: string | null
  customerRef?: string | null
  /** The mark of a browser. */
  visitorId?: string | null
  customerName?: string | null
  email?: string | null
  phone?: string | null
  country?: string | null
  region?: string | null
  city?: string | null
  address?: string | null
  postcode?: string | null
  sku?: string | null
  productName?: string | null
  category?: string | null
  brand?: string | null
  /** Exact decimal text, up to 3 decimals; negative: taken back. */
  quantity: string
  /** Exact decimal text, up to 6 decimals. */
  unitPrice: string
  /** Of the line, in micro units. */
  discountMicro?: bigint | null
  /** Of the line, in micro units; some exports give it per line, some per order on the first line. */
  freightMicro?: bigint | null
  currency: string
  /** Exact decimal text. */
  unitCost?: string | null
  channel?: string | null
  shop?: string | null
  voucher?: string | null
  approvedAt?: Date | null
  shippedAt?: Date | null
  deliveredAt?: Date | null
  promisedAt?: Date | null
  /** Set on a row that corrects a refused one: it adds a line and never replaces another. Names the refused row. */
  correctionOf?: string | null
}
