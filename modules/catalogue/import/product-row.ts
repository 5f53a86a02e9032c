/** A row of a product file. Money in micro units. */
export interface ProductRow {
  sku: string
  name?: string | null
  /** Path with `/` between levels. */
  category?: string | null
  brand?: string | null
  priceMicro?: bigint | null
  unitCostMicro?: bigint | null
  currency?: string | null
  barcode?: string | null
  supplier?: string | null
  /** Decimal text. */
  stock?: string | null
}
