/** Days with a purchase, rising, as numbers since 1970-01-01, and what each brought. */
export interface PurchaseLife {
  days: number[]
  values: number[]
}
