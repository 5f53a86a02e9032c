import { categoryPath } from '../product/category-path.ts'
import type { ProductRow } from './product-row.ts'

/** A product as a file can state it; null: not stated. Money in micro units, stock as decimal text. */
export interface ProductState {
  name: string | null
  categoryPath: string | null
  brand: string | null
  supplier: string | null
  barcode: string | null
  priceMicro: bigint | null
  unitCostMicro: bigint | null
  currency: string | null
  stock: string | null
}

export const EMPTY_PRODUCT: ProductState = {
  name: null,
  categoryPath: null,
  brand: null,
  supplier: null,
  barcode: null,
  priceMicro: null,
  unitCostMicro: null,
  currency: null,
  stock: null,
}

/** The product after a row of a file: what the row doesn't say stays. */
export function mergeProduct(before: ProductState, row: ProductRow): ProductState {
  return {
    name: row.name || before.name,
    categoryPath: categoryPath(row.category) ?? before.categoryPath,
    brand: row.brand || before.brand,
    supplier: row.supplier || before.supplier,
    barcode: row.barcode || before.barcode,
    priceMicro: row.priceMicro ?? before.priceMicro,
    unitCostMicro: row.unitCostMicro ?? before.unitCostMicro,
    currency: row.currency || before.currency,
    stock: row.stock ? plainDecimal(row.stock) : before.stock,
  }
}

export const sameProduct = (a: ProductState, b: ProductState): boolean =>
  (Object.keys(EMPTY_PRODUCT) as (keyof ProductState)[]).every((field) => a[field] === b[field])

/** "12.500" and "12.5" are one stock; the column says "12.500". */
function plainDecimal(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.')
  const sign = whole.startsWith('-') ? '-' : ''
  const digits = whole.replace(/^[+-]/, '').replace(/^0+(?=\d)/, '')
  const places = fraction.slice(0, 3).padEnd(3, '0')
  return `${sign && /[1-9]/.test(digits + places) ? sign : ''}${digits}.${places}`
}
