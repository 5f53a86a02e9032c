import { indexWords } from '#core/words/search-words.ts'

/** The words a product is found by: name, number, brand, category, barcode. */
export function productWords(product: {
  sku: string
  name: string
  categoryPath?: string | null
  brand?: string | null
  barcode?: string | null
}): string[] {
  return indexWords([
    { text: product.name, kind: 'text' },
    { text: product.sku, kind: 'order' },
    { text: product.brand ?? '', kind: 'text' },
    { text: product.categoryPath ?? '', kind: 'text' },
    { text: product.barcode ?? '', kind: 'card' },
  ])
}
