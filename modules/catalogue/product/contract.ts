import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const text = (max: number) => z.string().trim().min(1).max(max)
/** Decimal text of the major unit, up to six decimals. */
const money = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/)
const currency = z.string().regex(/^[A-Z]{3}$/)

const fields = {
  name: text(500),
  category: text(500).nullable(),
  brand: text(200).nullable(),
  supplier: text(200).nullable(),
  barcode: text(60).nullable(),
  price: money.nullable(),
  unitCost: money.nullable(),
  currency: currency.nullable(),
  stock: z
    .string()
    .regex(/^-?\d{1,11}(\.\d{1,3})?$/)
    .nullable(),
}

export const productShape = z.object({
  productId: z.uuid(),
  sku: z.string(),
  name: z.string(),
  category: z.string().nullable(),
  brand: z.string().nullable(),
  supplier: z.string().nullable(),
  barcode: z.string().nullable(),
  price: z.string().nullable(),
  unitCost: z.string().nullable(),
  currency: z.string().nullable(),
  stock: z.string().nullable(),
  provisional: z.boolean(),
  changedAt: z.date(),
  version: z.int(),
})

export const listProductsCall = call({
  method: 'GET',
  path: '/api/products',
  permission: 'products.read',
  summary: 'Products by name; filtered by category (with everything below it), brand, supplier, number or words.',
  query: z.object({
    words: z.string().max(200).optional(),
    /** Each may be several, parted by commas. */
    category: z.string().min(1).max(1000).optional(),
    brand: z.string().min(1).max(1000).optional(),
    supplier: z.string().min(1).max(1000).optional(),
    /** Exactly this one. */
    sku: z.string().min(1).max(200).optional(),
    cursor: z.string().max(1500).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(productShape), next: z.string().nullable() }),
  errors: ['cursor_invalid'],
})

export const findProductCall = call({
  method: 'GET',
  path: '/api/products/:productId',
  permission: 'products.read',
  summary: 'One product.',
  params: z.object({ productId: z.uuid() }),
  reply: productShape,
  errors: ['product_not_found'],
})

export const addProductCall = call({
  method: 'POST',
  path: '/api/products',
  permission: 'products.write',
  summary: 'Adds a product.',
  body: z.object({ ...z.object(fields).partial().shape, sku: text(200), name: text(500) }),
  reply: productShape,
  errors: ['sku_taken', 'currency_missing'],
  creates: true,
})

export const changeProductCall = call({
  method: 'PATCH',
  path: '/api/products/:productId',
  permission: 'products.write',
  summary: 'Changes fields of a product; its number (sku) stays.',
  params: z.object({ productId: z.uuid() }),
  body: z.object(fields).partial(),
  reply: productShape,
  versioned: true,
  errors: ['product_not_found', 'currency_missing'],
})

export const listCategoriesCall = call({
  method: 'GET',
  path: '/api/product-categories',
  permission: 'products.read',
  summary: 'The tree of categories, each with the number of products in it and below it.',
  reply: z.object({
    items: z.array(z.object({ path: z.string(), name: z.string(), depth: z.int(), products: z.int() })),
    withoutCategory: z.int(),
  }),
})

export const listProductChoicesCall = call({
  method: 'GET',
  path: '/api/product-choices',
  permission: 'products.read',
  summary: 'Brands and suppliers of the products, to filter by.',
  reply: z.object({ brands: z.array(z.string()), suppliers: z.array(z.string()) }),
})
