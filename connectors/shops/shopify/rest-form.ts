import { type JsonObject, listIn, objectIn, textIn } from '../platform/read-json.ts'

/** Answers of the GraphQL Admin API in the form of Shopify's webhooks, so that one reader reads both. */
const amount = (of: JsonObject, key: string): unknown => objectIn(objectIn(of, key), 'shopMoney').amount

const lower = (of: JsonObject, key: string) => textIn(of, key)?.toLowerCase()

/** The number at the end of `gid://shopify/LineItem/17`. */
const numberOf = (gid: unknown): string | undefined =>
  typeof gid === 'string' ? gid.slice(gid.lastIndexOf('/') + 1).split('?')[0] : undefined

const addressOf = (given: unknown): JsonObject | null => {
  const address = objectIn(given)
  return Object.keys(address).length === 0 ? null : { ...address, country_code: address.countryCodeV2 }
}

export function restOrder(node: JsonObject): JsonObject {
  const customer = objectIn(node, 'customer')
  return {
    ...{ id: node.legacyResourceId, name: node.name, test: node.test, email: node.email, phone: node.phone },
    ...{ created_at: node.createdAt, processed_at: node.processedAt, updated_at: node.updatedAt },
    ...{ cancelled_at: node.cancelledAt, cancel_reason: lower(node, 'cancelReason'), currency: node.currencyCode },
    source_name: node.sourceName,
    financial_status: lower(node, 'displayFinancialStatus'),
    fulfillment_status: lower(node, 'displayFulfillmentStatus'),
    customer: Object.keys(customer).length > 0 ? restCustomer(customer) : null,
    shipping_address: addressOf(node.shippingAddress),
    billing_address: addressOf(node.billingAddress),
    discount_codes: Array.isArray(node.discountCodes) ? node.discountCodes.map((code) => ({ code })) : [],
    total_shipping_price_set: { shop_money: { amount: amount(node, 'totalShippingPriceSet') } },
    line_items: listIn(node, 'lineItems').map((line) => ({
      ...{ id: numberOf(line.id), sku: line.sku, name: line.name, vendor: line.vendor, quantity: line.quantity },
      variant_id: objectIn(line, 'variant').legacyResourceId,
      price: amount(line, 'originalUnitPriceSet'),
      discount_allocations: listIn(line, 'discountAllocations').map((one) => ({
        amount: amount(one, 'allocatedAmountSet'),
      })),
    })),
    fulfillments: listIn(node, 'fulfillments').map((one) => ({
      ...{ created_at: one.createdAt, updated_at: one.updatedAt, status: lower(one, 'status') },
      shipment_status: lower(one, 'displayStatus'),
    })),
    refunds: listIn(node, 'refunds').map(restRefund),
  }
}

function restRefund(refund: JsonObject): JsonObject {
  const shipping = listIn(refund, 'refundShippingLines').map((line) => ({
    ...{ kind: 'shipping_refund', amount: amount(line, 'subtotalAmountSet'), tax_amount: amount(line, 'taxAmountSet') },
  }))
  return {
    ...{ id: refund.legacyResourceId, created_at: refund.createdAt, note: refund.note },
    refund_line_items: listIn(refund, 'refundLineItems').map((line) => ({
      line_item_id: numberOf(objectIn(line, 'lineItem').id),
      quantity: line.quantity,
      subtotal: amount(line, 'subtotalSet'),
      total_tax: amount(line, 'totalTaxSet'),
    })),
    order_adjustments: shipping,
    transactions: listIn(refund, 'transactions').map((one) => ({
      ...{ kind: lower(one, 'kind'), status: lower(one, 'status'), amount: amount(one, 'amountSet') },
    })),
  }
}

export function restCustomer(node: JsonObject): JsonObject {
  const email = objectIn(node, 'defaultEmailAddress')
  return {
    ...{ id: node.legacyResourceId, first_name: node.firstName, last_name: node.lastName },
    ...{ created_at: node.createdAt, updated_at: node.updatedAt, email: email.emailAddress },
    phone: objectIn(node, 'defaultPhoneNumber').phoneNumber,
    tags: Array.isArray(node.tags) ? node.tags.join(', ') : undefined,
    email_marketing_consent: { state: lower(email, 'marketingState') },
    default_address: addressOf(node.defaultAddress),
  }
}

export function restProduct(node: JsonObject): JsonObject {
  const product = objectIn(node, 'product')
  const cost = objectIn(objectIn(node, 'inventoryItem'), 'unitCost')
  return {
    ...{ title: product.title, vendor: product.vendor, product_type: product.productType },
    updated_at: product.updatedAt,
    variants: [
      {
        ...{ id: node.legacyResourceId, sku: node.sku, title: node.title, price: node.price, barcode: node.barcode },
        ...{ inventory_quantity: node.inventoryQuantity, updated_at: node.updatedAt },
        ...{ cost: cost.amount, currency: cost.currencyCode },
      },
    ],
  }
}
