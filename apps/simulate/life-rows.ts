import type { Product } from './catalogue.ts'
import type { CustomerRow, InteractionRow, OrderRow, ProductRow } from './csv-columns.ts'
import type { Life } from './life.ts'
import { microText } from './micro-text.ts'
import type { Order } from './order.ts'
import { timeText } from './time-text.ts'

const yes = (value: boolean) => (value ? 'yes' : 'no')

/** The one or two records under which the shop knows a customer. */
export function customerRows({ person, knownSince, twinSince }: Life): CustomerRow[] {
  const row: CustomerRow = {
    customer_ref: person.ref,
    name: person.name,
    email: person.email,
    phone: person.typedPhone,
    gender: person.gender,
    birthday: person.birthday,
    country: person.country,
    region: person.region,
    city: person.city,
    address: person.address,
    postcode: person.postcode,
    company: person.company,
    card_number: person.cardNumber,
    tags: person.tags,
    consent_email: yes(person.consentEmail),
    consent_sms: yes(person.consentSms),
    created_at: timeText(knownSince),
  }
  if (person.twin === undefined) return [row]
  const { ref, name, email } = person.twin
  const none = {
    gender: '',
    birthday: '',
    company: '',
    card_number: '',
    tags: '',
    consent_email: 'no',
    consent_sms: 'no',
  }
  return [
    row,
    { ...row, ...none, customer_ref: ref, name, email, phone: person.phone, created_at: timeText(twinSince) },
  ]
}

export function productRow(product: Product): ProductRow {
  return {
    sku: product.sku,
    name: product.name,
    category: product.category,
    brand: product.brand,
    price: microText(product.priceMicro),
    unit_cost: microText(product.costMicro),
    currency: 'CNY',
    barcode: product.barcode,
    supplier: product.supplier,
    stock: String(product.stock),
  }
}

type OrderHead = Pick<
  OrderRow,
  'customer_ref' | 'customer_name' | 'email' | 'phone' | 'country' | 'region' | 'city' | 'address'
>

function orderHead({ person }: Life, order: Order): OrderHead {
  const { country, region, city } = person
  if (order.known === 'anonymous') {
    return { customer_ref: '', customer_name: '', email: '', phone: '', country, region, city: '', address: '' }
  }
  const place = { country, region, city, address: person.address }
  const { twin } = person
  if (order.known === 'twin' && twin !== undefined) {
    return { customer_ref: twin.ref, customer_name: twin.name, email: twin.email, phone: person.phone, ...place }
  }
  // Decided by the time, for a row must not depend on what was drawn before it.
  const second = person.secondEmail !== '' && order.second % 3 === 0
  const ref = order.known === 'guest' ? '' : person.ref
  const email = second && ref !== '' ? person.secondEmail : person.email
  return { customer_ref: ref, customer_name: person.name, email, phone: person.phone, ...place }
}

/** One row a line, the head of the order repeated on each. */
export function orderRows(life: Life, order: Order): OrderRow[] {
  const head = orderHead(life, order)
  const orderedAt = timeText(order.second)
  return order.lines.map(({ product, quantity, unitPriceMicro, discountMicro, unitCostMicro }) => ({
    order_number: order.number,
    ordered_at: orderedAt,
    status: order.status,
    ...head,
    sku: product.sku,
    product_name: product.name,
    category: product.category,
    brand: product.brand,
    quantity: String(quantity),
    unit_price: microText(unitPriceMicro),
    discount: microText(discountMicro),
    currency: order.currency,
    unit_cost: microText(unitCostMicro),
    channel: order.channel,
    shop: order.shop,
  }))
}

export function interactionRows({ person, interactions }: Life): InteractionRow[] {
  return interactions.map((entry) => ({
    customer_ref: entry.by === 'ref' ? person.ref : entry.by === 'twin' ? (person.twin?.ref ?? person.ref) : '',
    email: entry.by === 'email' ? person.email : '',
    phone: entry.by === 'phone' ? person.phone : '',
    occurred_at: timeText(entry.second),
    channel: entry.channel,
    direction: entry.direction,
    kind: entry.kind,
    subject: entry.subject,
    body: entry.body,
    staff: entry.staff,
  }))
}
