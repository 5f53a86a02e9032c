const words = <const T extends string>(...names: T[]): T[] => names

export const customerColumns = words(
  'customer_ref',
  'name',
  'email',
  'phone',
  'gender',
  'birthday',
  'country',
  'region',
  'city',
  'address',
  'postcode',
  'company',
  'card_number',
  'tags',
  'consent_email',
  'consent_sms',
  'created_at',
)
export const productColumns = words(
  'sku',
  'name',
  'category',
  'brand',
  'price',
  'unit_cost',
  'currency',
  'barcode',
  'supplier',
  'stock',
)
export const orderColumns = words(
  'order_number',
  'ordered_at',
  'status',
  'customer_ref',
  'customer_name',
  'email',
  'phone',
  'country',
  'region',
  'city',
  'address',
  'sku',
  'product_name',
  'category',
  'brand',
  'quantity',
  'unit_price',
  'discount',
  'currency',
  'unit_cost',
  'channel',
  'shop',
)
export const interactionColumns = words(
  'customer_ref',
  'email',
  'phone',
  'occurred_at',
  'channel',
  'direction',
  'kind',
  'subject',
  'body',
  'staff',
)

export type CustomerRow = Record<(typeof customerColumns)[number], string>
export type ProductRow = Record<(typeof productColumns)[number], string>
export type OrderRow = Record<(typeof orderColumns)[number], string>
export type InteractionRow = Record<(typeof interactionColumns)[number], string>
