import { useQuery } from '@tanstack/react-query'
import { askApi } from '#core/web/ask-api.ts'
import { useMay } from '#core/web/use-may.ts'

interface Choice {
  value: string
  label: string
  /** Of a product, beside its number. */
  name?: string
}

type What = 'category' | 'sku' | 'brand'

// Calls of another room are known by their address only.
const ask = <T>(call: `GET /api/${string}`, query: Record<string, string> = {}) => askApi<T>(call, { query })

const SOURCES: Record<What, (text: string) => Promise<Choice[]>> = {
  category: async () => {
    const { items } = await ask<{ items: { path: string; products: number }[] }>('GET /api/product-categories')
    return items.map(({ path, products }) => ({ value: path, label: `${path.replaceAll('/', ' / ')} (${products})` }))
  },
  brand: async () => {
    const { brands } = await ask<{ brands: string[] }>('GET /api/product-choices')
    return brands.map((brand) => ({ value: brand, label: brand }))
  },
  sku: async (text) => {
    const query: Record<string, string> = { limit: '20', ...(text.trim() && { words: text.trim() }) }
    const { items } = await ask<{ items: { sku: string; name: string }[] }>('GET /api/products', query)
    return items.map(({ sku, name }) => ({ value: sku, label: `${sku} · ${name}`, name }))
  },
}

/** What there is to have bought, to choose from while one types; empty for those who may not see products. */
export function useProductChoices(what: What | 'anything', text: string): readonly Choice[] {
  const may = useMay()('products.read')
  const asked = what === 'sku' ? text : ''
  const { data } = useQuery({
    queryKey: ['product choices', what, asked],
    queryFn: () => SOURCES[what as What](asked),
    enabled: may && what !== 'anything',
    staleTime: 60_000,
  })
  return data ?? []
}

/** Whether no product, category or brand is called so exactly; undecided, and for those who may not see products, false. */
export function useIsUnknown(what: What | 'anything', text: string): boolean {
  const may = useMay()('products.read')
  const name = text.trim()
  const { data, isFetching } = useQuery({
    queryKey: ['is unknown', what, name],
    queryFn: async ({ signal }) => {
      // A number is asked for once it is written, not with each letter.
      await new Promise((resolve) => setTimeout(resolve, 300))
      if (signal.aborted) return false
      if (what !== 'sku') return !(await SOURCES[what as What](name)).some(({ value }) => value === name)
      const { items } = await ask<{ items: unknown[] }>('GET /api/products', { sku: name, limit: '1' })
      return items.length === 0
    },
    enabled: may && what !== 'anything' && name !== '',
    staleTime: 60_000,
  })
  return data === true && !isFetching
}
