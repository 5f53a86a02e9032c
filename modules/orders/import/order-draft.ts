import type { PricedLine } from './price-line.ts'

/** What a file says about an order as a whole. Null: it doesn't say. */
export interface Head {
  orderedAt: Date
  status: string | null
  statusGiven: string | null
  channel: string | null
  shop: string | null
  voucher: string | null
  approvedAt: Date | null
  shippedAt: Date | null
  deliveredAt: Date | null
  promisedAt: Date | null
  country: string | null
  regionPath: string | null
  city: string | null
}

/** Who ordered, as the file says it. */
export interface Buyer {
  customerRef: string | null
  visitorId: string | null
  customerName: string | null
  email: string | null
  phone: string | null
  country: string | null
  region: string | null
  city: string | null
  address: string | null
  postcode: string | null
}

export interface LineDraft extends PricedLine {
  /** Line of the file. */
  line: number
  /** Number of the product, or its name where the shop gives no number. */
  sku: string | null
  productName: string | null
  category: string | null
  brand: string | null
  /** Plain decimal without trailing zeros. */
  quantity: string
  unitPrice: string
  unitCostMicro: bigint | null
  freightMicro: bigint
  /** False: the file is silent about freight. */
  saysFreight: boolean
  contentHash: bigint
  headHash: bigint
  correctionOf: string | null
}

/** An order of a batch, put together from its rows. */
export interface OrderDraft {
  orderNumber: string
  currency: string
  head: Head
  buyer: Buyer
  lines: LineDraft[]
}
