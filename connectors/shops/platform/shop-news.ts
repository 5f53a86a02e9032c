import type { OrderTelling } from '#modules/orders/public.ts'

/** What a shop says of a customer at one moment. Absent: it doesn't say. */
export interface CustomerTelling {
  /** The shop's own reference. */
  externalId: string
  toldAt: Date
  says: {
    name?: string
    email?: string
    phone?: string
    company?: string
    country?: string
    region?: string
    city?: string
    address?: string
    postcode?: string
    tags?: string[]
    consentEmail?: boolean
    createdAt?: string
  }
}

/** What a shop says of a product that can be bought (a variant of one). Amounts and stock are decimal texts. */
export interface ProductTelling {
  sku: string
  toldAt: Date
  says: {
    name?: string
    category?: string
    brand?: string
    price?: string
    unitCost?: string
    currency?: string
    barcode?: string
    stock?: string
  }
}

/** What a message, or a page of a pull, tells. */
export interface ShopNews {
  orders: OrderTelling[]
  customers: CustomerTelling[]
  products: ProductTelling[]
}

export const NOTHING: ShopNews = { orders: [], customers: [], products: [] }

export const togetherOf = (all: readonly ShopNews[]): ShopNews => ({
  orders: all.flatMap(({ orders }) => orders),
  customers: all.flatMap(({ customers }) => customers),
  products: all.flatMap(({ products }) => products),
})
