import { decimalOf } from '#core/words/decimal-of.ts'
import { type JsonObject, listIn, objectIn, said, textIn, timeIn } from '../platform/read-json.ts'
import type { CustomerTelling, ProductTelling } from '../platform/shop-news.ts'
import { personName, skuOf } from './read-order.ts'

/** A customer as WooCommerce's REST API v3 and its webhooks have it; null: not one. */
export function customerOfWoo(customer: JsonObject): CustomerTelling | null {
  const externalId = textIn(customer, 'id')
  const toldAt = timeIn(customer, 'date_modified_gmt', true) ?? timeIn(customer, 'date_created_gmt', true)
  if (!externalId || externalId === '0' || !toldAt) return null
  const billing = objectIn(customer, 'billing')
  return {
    externalId,
    toldAt: new Date(toldAt),
    says: said({
      name: personName(customer) ?? personName(billing),
      email: textIn(customer, 'email') ?? textIn(billing, 'email'),
      phone: textIn(billing, 'phone'),
      company: textIn(billing, 'company'),
      country: textIn(billing, 'country'),
      region: textIn(billing, 'state'),
      city: textIn(billing, 'city'),
      address: textIn(billing, 'address_1'),
      postcode: textIn(billing, 'postcode'),
      createdAt: timeIn(customer, 'date_created_gmt', true),
    }),
  }
}

/** A product, or a variation of one (`parent`): what carries a price. A product with variations is none itself. */
export function productOfWoo(product: JsonObject, parent?: JsonObject): ProductTelling | null {
  const toldAt = timeIn(product, 'date_modified_gmt', true) ?? timeIn(product, 'date_created_gmt', true)
  const sku = skuOf(product) ?? textIn(product, 'id')
  if (!toldAt || !sku || (!parent && isVariable(product))) return null
  const options = listIn(product, 'attributes').map((attribute) => textIn(attribute, 'option'))
  const own = options.filter(Boolean).join(', ')
  const title = textIn(parent ?? product, 'name')
  const category = listIn(parent ?? product, 'categories').map((one) => textIn(one, 'name'))
  return {
    sku,
    toldAt: new Date(toldAt),
    says: said({
      name: parent && own ? `${title ?? ''} - ${own}` : title,
      category: category[0],
      brand: textIn(listIn(parent ?? product, 'brands')[0], 'name'),
      price: decimalOf(product.price) ?? decimalOf(product.regular_price) ?? undefined,
      barcode: textIn(product, 'global_unique_id'),
      stock: product.stock_quantity === null ? undefined : (decimalOf(product.stock_quantity, 3) ?? undefined),
    }),
  }
}

export const isVariable = (product: JsonObject): boolean => /variable/.test(textIn(product, 'type') ?? '')
