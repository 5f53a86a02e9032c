import type { Field, FieldType, Kind } from './field.ts'

const field = (name: string, key: string | null, type: FieldType, perOrder = false): Field => ({
  name,
  ...(key !== null && { key }),
  type,
  ...(perOrder && { perOrder }),
})

const customers: Field[] = [
  field('customer_ref', 'customerRef', 'key'),
  field('name', 'name', 'text'),
  field('email', 'email', 'email'),
  field('phone', 'phone', 'phone'),
  field('gender', 'gender', 'gender'),
  field('birthday', 'birthday', 'day'),
  field('country', 'country', 'text'),
  field('region', 'region', 'text'),
  field('city', 'city', 'text'),
  field('address', 'address', 'text'),
  field('postcode', 'postcode', 'postcode'),
  field('company', 'company', 'text'),
  field('card_number', 'cardNumber', 'key'),
  field('tags', 'tags', 'tags'),
  field('consent_email', 'consentEmail', 'yesno'),
  field('consent_sms', 'consentSms', 'yesno'),
  field('created_at', 'createdAt', 'moment'),
  field('first_name', null, 'text'),
  field('last_name', null, 'text'),
]

const products: Field[] = [
  field('sku', 'sku', 'key'),
  field('name', 'name', 'text'),
  field('category', 'category', 'text'),
  field('brand', 'brand', 'text'),
  field('price', 'priceMicro', 'amount'),
  field('unit_cost', 'unitCostMicro', 'amount'),
  field('currency', 'currency', 'currency'),
  field('barcode', 'barcode', 'key'),
  field('supplier', 'supplier', 'text'),
  field('stock', 'stock', 'quantity'),
]

const orders: Field[] = [
  field('order_number', 'orderNumber', 'key'),
  { ...field('ordered_at', 'orderedAt', 'moment'), hasCome: true },
  field('status', 'status', 'status'),
  field('customer_ref', 'customerRef', 'key'),
  field('customer_name', 'customerName', 'text'),
  field('email', 'email', 'email'),
  field('phone', 'phone', 'phone'),
  field('country', 'country', 'text'),
  field('region', 'region', 'text'),
  field('city', 'city', 'text'),
  field('address', 'address', 'text'),
  field('postcode', 'postcode', 'postcode'),
  field('sku', 'sku', 'key'),
  field('product_name', 'productName', 'text'),
  field('category', 'category', 'text'),
  field('brand', 'brand', 'text'),
  field('quantity', 'quantity', 'quantity'),
  field('unit_price', 'unitPrice', 'price'),
  field('discount', 'discountMicro', 'amount'),
  field('freight', 'freightMicro', 'amount'),
  field('currency', 'currency', 'currency'),
  field('unit_cost', 'unitCost', 'price'),
  field('channel', 'channel', 'text'),
  field('shop', 'shop', 'text'),
  field('voucher', 'voucher', 'text'),
  field('approved_at', 'approvedAt', 'moment'),
  field('shipped_at', 'shippedAt', 'moment'),
  field('delivered_at', 'deliveredAt', 'moment'),
  field('promised_at', 'promisedAt', 'moment'),
  field('status_given', 'statusGiven', 'text'),
  field('correction_of', 'correctionOf', 'key'),
  field('first_name', null, 'text'),
  field('last_name', null, 'text'),
  // Goods of the line together, where an export gives no price of one piece.
  field('line_total', null, 'amount'),
  field('order_discount', null, 'amount', true),
  field('order_freight', null, 'amount', true),
  // Given back without taking goods back: less is earned with the order.
  field('order_refund', null, 'amount', true),
  // A second word about the state: delivered, though only "paid" stands in the first.
  field('delivery_status', null, 'status'),
  field('cancelled_at', null, 'moment'),
]

const interactions: Field[] = [
  field('customer_ref', 'customerRef', 'key'),
  field('email', 'email', 'email'),
  field('phone', 'phone', 'phone'),
  { ...field('occurred_at', 'occurredAt', 'moment'), hasCome: true },
  field('channel', 'channel', 'word'),
  field('direction', 'direction', 'direction'),
  field('kind', 'kind', 'kind'),
  field('subject', 'subject', 'text'),
  field('body', 'body', 'long'),
  field('staff', 'staff', 'text'),
  field('order_number', 'orderNumber', 'key'),
  field('score', 'score', 'number'),
]

const all: Record<Kind, readonly Field[]> = { customers, products, orders, interactions }

/** The fields a file of this kind may fill, in the order in which staged rows carry them. */
export const fieldsOfKind = (kind: Kind): readonly Field[] => all[kind]

/** What a column may be mapped to: `correction_of` is set by error files. */
export const mappableFields = (kind: Kind): Field[] => all[kind].filter(({ name }) => name !== 'correction_of')

/** Without these a file of the kind can't be read; of each group one is enough. */
export const requiredFields: Record<Kind, readonly (readonly string[])[]> = {
  customers: [['customer_ref', 'email', 'phone', 'card_number', 'name', 'first_name', 'last_name']],
  products: [['sku']],
  orders: [['order_number'], ['ordered_at'], ['unit_price', 'line_total']],
  interactions: [['occurred_at'], ['customer_ref', 'email', 'phone']],
}
