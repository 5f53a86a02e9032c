import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import type { Choice, FilterField } from '#core/web/filter-field.ts'

type Ask = { text?: string; values?: readonly string[] }

interface Product {
  productId: string
  sku: string
  name: string
}

const choiceOf = ({ productId, sku, name }: Product): Choice => ({ value: productId, label: `${name} · ${sku}` })

/** Products while one types; calls of another room are known by their address only. */
async function products({ text, values }: Ask): Promise<readonly Choice[]> {
  if (values) {
    const asked = values.map((id) => askApi<Product>(`GET /api/products/${id}` as `GET /api/${string}`, {}))
    const found = await Promise.allSettled(asked)
    return found.flatMap((one) => (one.status === 'fulfilled' ? [choiceOf(one.value)] : []))
  }
  const query: Record<string, string> = { limit: '20', ...(text?.trim() && { words: text.trim() }) }
  const { items } = await askApi<{ items: Product[] }>('GET /api/products', { query })
  return items.map(choiceOf)
}

async function categories({ text, values }: Ask): Promise<readonly Choice[]> {
  const { items } = await askApi<{ items: { path: string; name: string; depth: number }[] }>(
    'GET /api/product-categories',
    {},
  )
  if (values) return values.map((value) => ({ value, label: value.replaceAll('/', ' / ') }))
  const wanted = (text ?? '').trim().toLocaleLowerCase()
  return items
    .filter(({ path }) => path.toLocaleLowerCase().includes(wanted))
    .map(({ path, name, depth }) => ({ value: path, label: name, depth }))
}

/** What rules can be filtered by; products only where rules are of products. */
export function useRuleFields(level: 'product' | 'category'): FilterField[] {
  const { t } = useTranslation()
  return [
    { key: 'category', label: t('insight:baskets.filter.category'), type: 'region', choices: categories },
    ...(level === 'product'
      ? [{ key: 'product', label: t('insight:baskets.filter.product'), type: 'choice' as const, choices: products }]
      : []),
    { key: 'lift', label: t('insight:baskets.filter.lift'), type: 'number' },
    { key: 'confidence', label: t('insight:baskets.filter.confidence'), type: 'number', unit: '%' },
  ]
}
