import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '#core/web/api-error.ts'
import { askApi } from '#core/web/ask-api.ts'
import { errorText } from '#core/web/error-text.ts'
import { useMay } from '#core/web/use-may.ts'
import { menuPages } from './menu-pages.ts'

export interface FoundEntry {
  key: string
  to: string
  name: string
  /** Where the text was found: a phone number, an order number. */
  hint?: string | null | undefined
  class?: string | null | undefined
  kind: string
}

/** One hit of `GET /api/search?q=`. */
interface SearchHit {
  kind?: string
  id: string
  name: string | null
  phone?: string | null
  email?: string | null
  city?: string | null
  class?: string | null
  to?: string
}

const PAUSE_MS = 120

/** Pages whose title holds the text, then customers that the server finds. */
export function usePaletteEntries(text: string): { entries: FoundEntry[]; waiting: boolean; error: string | null } {
  const { t } = useTranslation()
  const may = useMay()
  const asked = useSettled(text.trim())
  const found = useQuery<{ items: SearchHit[] }, ApiError>({
    queryKey: ['/api/search', asked],
    queryFn: ({ signal }) => askApi<{ items: SearchHit[] }>('GET /api/search', { query: { q: asked } }, { signal }),
    enabled: asked !== '' && may('customers.read'),
    placeholderData: keepPreviousData,
  })
  const wanted = text.trim().toLocaleLowerCase()
  const pages = menuPages(may)
    .map((page) => ({ key: page.path, to: page.path, name: t(page.title), kind: t('desk:palette.page') }))
    .filter((page) => page.name.toLocaleLowerCase().includes(wanted) || page.to.includes(wanted))
  const hits = wanted === '' ? [] : (found.data?.items ?? [])
  const customers = hits.map((hit) => ({
    key: `${hit.kind ?? 'customer'} ${hit.id}`,
    to: hit.to ?? `/customers/${hit.id}`,
    name: hit.name || '–',
    hint: [hit.phone ?? hit.email, hit.city].filter(Boolean).join(' · '),
    class: hit.class,
    kind: t('desk:palette.customer'),
  }))
  return {
    entries: [...customers, ...pages],
    waiting: found.isFetching || asked !== text.trim(),
    error: found.error ? errorText(found.error) : null,
  }
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
