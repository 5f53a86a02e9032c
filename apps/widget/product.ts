/** A product as events tell it. */
export interface Product {
  sku?: string
  name?: string
  price?: number
  brand?: string
  category?: string
  quantity?: number
}

type Attributes = Record<string, string | undefined>

/** What an element says about a product: `data-rapport-sku`, `-name`, `-price`, `-brand`, `-category`, `-quantity`. */
export function productOf(element: HTMLElement): Product | null {
  const said = element.closest<HTMLElement>('[data-rapport-sku]')
  if (!said) return null
  const { rapportSku, rapportName, rapportPrice, rapportBrand, rapportCategory, rapportQuantity } =
    said.dataset as Attributes
  return filled({
    sku: rapportSku,
    name: rapportName,
    price: numberOf(rapportPrice),
    brand: rapportBrand,
    category: rapportCategory,
    quantity: numberOf(rapportQuantity),
  })
}

/** The product a page is about, by its schema.org data (JSON-LD), which shop systems write for search engines. */
export function productOfPage(): Product | null {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const found = findProduct(parsed(script.textContent ?? ''))
    if (found) return found
  }
  return null
}

function findProduct(data: unknown): Product | null {
  if (Array.isArray(data)) return data.map(findProduct).find((product) => product !== null) ?? null
  if (typeof data !== 'object' || data === null) return null
  const one = data as Record<string, unknown>
  if (one['@graph']) return findProduct(one['@graph'])
  if (![one['@type']].flat().includes('Product')) return null
  const [offer] = [one.offers].flat() as Record<string, unknown>[]
  const brand = typeof one.brand === 'object' ? (one.brand as { name?: unknown } | null)?.name : one.brand
  return filled({
    sku: textOf(one.sku ?? one.productID),
    name: textOf(one.name),
    price: numberOf(textOf(offer?.price ?? offer?.lowPrice)),
    brand: textOf(brand),
    category: textOf(one.category),
  })
}

const filled = (product: { [K in keyof Product]: Product[K] | undefined }): Product =>
  Object.fromEntries(Object.entries(product).filter(([, value]) => value !== undefined)) as Product

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : undefined

function numberOf(text: string | undefined): number | undefined {
  const number = Number.parseFloat(text ?? '')
  return Number.isFinite(number) ? number : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
