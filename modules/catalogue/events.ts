import { z } from 'zod'
import { defineEvent } from '#core/events/event.ts'

/** Products of a file were added or changed; one event a batch. */
export const productsImported = defineEvent(
  'catalogue.products.imported',
  z.object({
    runId: z.uuid().describe('The run of the import'),
    productIds: z.array(z.uuid()).describe('Products that were added or changed'),
  }),
)

/** Somebody added or changed one product by hand. */
export const productChanged = defineEvent(
  'catalogue.product.changed',
  z.object({ productId: z.uuid().describe('The product') }),
)
