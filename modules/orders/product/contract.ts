import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const sums = {
  /** Goods sold, and goods that came back in the same time; decimal texts of pieces. */
  sold: z.string(),
  returned: z.string(),
  /** Net of discounts and of what came back, freight apart. */
  revenue: z.string(),
  /** Known customers who bought it. */
  buyers: z.int(),
}

export const findProductSalesCall = call({
  method: 'GET',
  path: '/api/products/:productId/sales',
  permission: 'orders.read',
  summary: 'What a product sold in the units you see: in all, and by month of the last three years.',
  params: z.object({ productId: z.uuid() }),
  reply: z.object({
    /** The company's; amounts in others are converted. */
    currency: z.string(),
    ...sums,
    /** Orders with it that count. */
    orders: z.int(),
    /** Oldest first, months without sales included; up to the last month with any. */
    months: z.array(z.object({ month: z.string(), ...sums })),
    /** Currencies of its orders without an exchange rate: their money is left out. */
    unconverted: z.array(z.string()),
  }),
  errors: ['product_not_found'],
})
