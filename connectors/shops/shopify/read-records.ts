import { decimalOf } from '#core/words/decimal-of.ts'
import { type JsonObject, listIn, objectIn, said, textIn, timeIn } from '../platform/read-json.ts'
import type { CustomerTelling, ProductTelling } from '../platform/shop-news.ts'
import { nameOf } from './read-order.ts'

/** A customer as Shopify's REST Admin API and its webhooks have it; null: not one. */
export function customerOfShopify(customer: JsonObject): CustomerTelling | null {
  const externalId = textIn(customer, 'id')
  const toldAt = timeIn(customer, 'updated_at') ?? timeIn(customer, 'created_at')
  if (!externalId || !toldAt) return null
  const address = objectIn(customer, 'default_address')
  const tags = textIn(customer, 'tags')
  return {
    externalId,
    toldAt: new Date(toldAt),
    says: said({
      name: nameOf(customer),
      email: textIn(customer, 'email'),
      phone: textIn(customer, 'phone') ?? textIn(address, 'phone'),
      company: textIn(address, 'company'),
      country: textIn(address, 'country_code'),
      region: textIn(address, 'province'),
      city: textIn(address, 'city'),
      address: textIn(address, 'address1'),
      postcode: textIn(address, 'zip'),
      tags: tags
        ?.split(',')
        .map((tag) => tag.trim())
        .filter(Boolean),
      consentEmail: consentOf(customer),
      createdAt: timeIn(customer, 'created_at'),
    }),
  }
}

/** Only what the customer has said; `not_subscribed` is nobody's word. */
function consentOf(customer: JsonObject): boolean | undefined {
  const state = textIn(objectIn(customer, 'email_marketing_consent'), 'state')
  if (state === 'subscribed') return true
  return state === 'unsubscribed' ? false : undefined
}

/** The variants of a product, each of which can be bought. */
export function productsOfShopify(product: JsonObject): ProductTelling[] {
  const toldAt = timeIn(product, 'updated_at') ?? timeIn(product, 'created_at')
  if (!toldAt) return []
  const title = textIn(product, 'title')
  return listIn(product, 'variants').flatMap((variant) => {
    const sku = textIn(variant, 'sku') ?? textIn(variant, 'id')
    if (!sku) return []
    const own = textIn(variant, 'title')
    return [
      {
        sku,
        toldAt: new Date(Math.max(Date.parse(toldAt), Date.parse(timeIn(variant, 'updated_at') ?? toldAt))),
        says: said({
          name: own && own !== 'Default Title' ? `${title ?? ''} - ${own}` : title,
          category: textIn(product, 'product_type'),
          brand: textIn(product, 'vendor'),
          price: decimalOf(variant.price) ?? undefined,
          unitCost: decimalOf(variant.cost) ?? undefined,
          currency: textIn(variant, 'currency'),
          barcode: textIn(variant, 'barcode'),
          stock: decimalOf(variant.inventory_quantity, 3) ?? undefined,
        }),
      },
    ]
  })
}
