import { type JsonObject, listIn, objectIn, said, textIn, timeIn } from '../platform/read-json.ts'
import type { CustomerTelling, ProductTelling } from '../platform/shop-news.ts'
import { moneyOf, nameOf } from './read-order.ts'

/** A customer of Vendure's Admin API; null: not one. */
export function customerOfVendure(customer: JsonObject): CustomerTelling | null {
  const externalId = textIn(customer, 'id')
  const toldAt = timeIn(customer, 'updatedAt')
  if (!externalId || !toldAt) return null
  const addresses = listIn(customer, 'addresses')
  const address = addresses.find((one) => one.defaultShippingAddress === true) ?? addresses[0]
  return {
    externalId,
    toldAt: new Date(toldAt),
    says: said({
      name: nameOf(customer),
      email: textIn(customer, 'emailAddress'),
      phone: textIn(customer, 'phoneNumber') ?? textIn(address, 'phoneNumber'),
      company: textIn(address, 'company'),
      country: textIn(objectIn(address, 'country'), 'code'),
      region: textIn(address, 'province'),
      city: textIn(address, 'city'),
      address: textIn(address, 'streetLine1'),
      postcode: textIn(address, 'postalCode'),
      createdAt: timeIn(customer, 'createdAt'),
    }),
  }
}

/** A variant of Vendure's Admin API with its stock in all places; null: not one. */
export function productOfVendure(variant: JsonObject): ProductTelling | null {
  const sku = textIn(variant, 'sku') ?? textIn(variant, 'id')
  const times = [variant, objectIn(variant, 'product'), ...listIn(variant, 'stockLevels')]
  const toldAt = times
    .map((one) => timeIn(one, 'updatedAt'))
    .filter((time) => time !== undefined)
    .sort()
    .at(-1)
  if (!sku || !toldAt) return null
  const levels = listIn(variant, 'stockLevels')
  const stock = levels.reduce((sum, one) => sum + (Number(one.stockOnHand) || 0) - (Number(one.stockAllocated) || 0), 0)
  const product = objectIn(variant, 'product')
  const facets = [...listIn(variant, 'facetValues'), ...listIn(product, 'facetValues')]
  const brand = facets.find((one) => /^(?:brand|manufacturer)$/.test(textIn(objectIn(one, 'facet'), 'code') ?? ''))
  return {
    sku,
    toldAt: new Date(toldAt),
    says: said({
      name: textIn(variant, 'name'),
      category: categoryOf(product),
      brand: textIn(brand, 'name'),
      price: moneyOf(variant.priceWithTax),
      currency: textIn(variant, 'currencyCode'),
      stock: levels.length > 0 ? String(stock) : undefined,
    }),
  }
}

/** The deepest collection a product stands in, with those above it. */
function categoryOf(product: JsonObject): string | undefined {
  const paths = listIn(product, 'collections').map((collection) =>
    listIn(collection, 'breadcrumbs')
      .map((crumb) => textIn(crumb, 'name') ?? '')
      .filter((name) => name !== '' && name !== '__root_collection__')
      .map((name) => name.replaceAll('/', '-')),
  )
  const [deepest] = paths.sort((a, b) => b.length - a.length)
  return deepest && deepest.length > 0 ? deepest.join('/') : undefined
}
