import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import type { Choice, FilterField } from '#core/web/filter-field.ts'
import { queryClient } from '#core/web/query-client.ts'
import type { listCategoriesCall, listProductChoicesCall } from '../../product/contract.ts'

type Ask = { text?: string; values?: readonly string[] }

const matching = (choices: readonly Choice[], { text, values }: Ask) =>
  values
    ? choices.filter((choice) => values.includes(choice.value))
    : choices.filter((choice) => choice.label.toLocaleLowerCase().includes((text ?? '').trim().toLocaleLowerCase()))

const namesOf = (of: 'brands' | 'suppliers') => async (ask: Ask) => {
  const answer = await queryClient.fetchQuery({
    queryKey: ['/api/product-choices'],
    queryFn: () => callApi<typeof listProductChoicesCall>('GET /api/product-choices', {}),
    staleTime: 60_000,
  })
  return matching(
    answer[of].map((name) => ({ value: name, label: name })),
    ask,
  )
}

/** The tree of categories with how many products each holds; a chip shows the whole path. */
async function categories(ask: Ask): Promise<readonly Choice[]> {
  const { items } = await queryClient.fetchQuery({
    queryKey: ['/api/product-categories'],
    queryFn: () => callApi<typeof listCategoriesCall>('GET /api/product-categories', {}),
    staleTime: 60_000,
  })
  if (ask.values) {
    const chosen = new Set(ask.values)
    return items.flatMap(({ path }) => (chosen.has(path) ? [{ value: path, label: path.replaceAll('/', ' / ') }] : []))
  }
  const all = items.map(({ path, name, depth, products }) => ({ value: path, label: `${name} (${products})`, depth }))
  return matching(all, ask)
}

/** What products can be filtered by. */
export function useProductFields(): FilterField[] {
  const { t } = useTranslation()
  return [
    { key: 'category', label: t('catalogue:category'), type: 'region', choices: categories },
    { key: 'brand', label: t('catalogue:brand'), type: 'choice', choices: namesOf('brands') },
    { key: 'supplier', label: t('catalogue:supplier'), type: 'choice', choices: namesOf('suppliers') },
  ]
}
