import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '#core/web/api-error.ts'
import { type AskInput, askApi } from '#core/web/ask-api.ts'
import { errorText } from '#core/web/error-text.ts'
import { useFormat } from '#core/web/use-format.ts'
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
  /** Answers the text before this one: shown, so that the list doesn't flicker, but not to be opened. */
  isStale?: boolean
}

export interface Found {
  entries: FoundEntry[]
  /** What stands in the field isn't answered yet. */
  isPending: boolean
  error: string | null
}

/** One hit of `GET /api/search?q=`. */
interface CustomerHit {
  id: string
  name: string | null
  phone?: string | null
  email?: string | null
  city?: string | null
  class?: string | null
}

/** One hit of `GET /api/orders?number=`. */
interface OrderHit {
  orderId: string
  orderNumber: string
  orderedAt: string
  customer: { name: string | null } | null
}

const PAUSE_MS = 120

/** Customers and orders that the server finds, then pages whose title holds the text. */
export function usePaletteEntries(text: string): Found {
  const wanted = text.trim()
  const asked = useSettled(wanted)
  const may = useMay()
  const customers = useHits<CustomerHit>(
    'GET /api/search',
    { query: { q: asked } },
    asked !== '' && may('customers.read'),
  )
  const number = asked.replace(/^#/, '')
  const orders = useHits<OrderHit>(
    'GET /api/orders',
    { query: { number, limit: 5 } },
    // Order numbers have digits; words without any are names.
    /\d/.test(number) && !/\s/.test(number) && number.length > 2 && number.length <= 100 && may('orders.read'),
  )
  const isPending = asked !== wanted || customers.isPending || orders.isPending
  const toEntry = useEntryOf()
  const found = wanted === '' ? [] : [...orders.items.map(toEntry.order), ...customers.items.map(toEntry.customer)]
  const hits = orders.items.some((order) => order.orderNumber === number) ? found : found.sort(byCustomersFirst)
  const error = customers.error ?? orders.error
  return {
    entries: [
      ...(isPending ? hits.map((hit) => ({ ...hit, isStale: true })) : hits),
      ...pagesOf(wanted, may, toEntry.page),
    ],
    isPending: isPending && wanted !== '',
    error: error ? errorText(error) : null,
  }
}

/** A whole order number leads to the order; the start of one could as well be somebody's phone number. */
const byCustomersFirst = (one: FoundEntry, other: FoundEntry) => rank(one) - rank(other)
const rank = (entry: FoundEntry) => (entry.to.startsWith('/orders/') ? 1 : 0)

type Page = ReturnType<typeof menuPages>[number]

function pagesOf(wanted: string, may: (permission: string) => boolean, toEntry: (page: Page) => FoundEntry) {
  const part = wanted.toLocaleLowerCase()
  return menuPages(may)
    .map(toEntry)
    .filter((page) => page.name.toLocaleLowerCase().includes(part) || page.to.includes(part))
}

function useEntryOf() {
  const { t } = useTranslation()
  const format = useFormat()
  return {
    customer: (hit: CustomerHit): FoundEntry => ({
      key: `customer ${hit.id}`,
      to: `/customers/${hit.id}`,
      name: hit.name || '–',
      hint: [hit.phone ?? hit.email, hit.city].filter(Boolean).join(' · '),
      class: hit.class,
      kind: t('desk:palette.customer'),
    }),
    order: (hit: OrderHit): FoundEntry => ({
      key: `order ${hit.orderId}`,
      to: `/orders/${hit.orderId}`,
      name: hit.orderNumber,
      hint: [hit.customer?.name, format.day(hit.orderedAt)].filter(Boolean).join(' · '),
      kind: t('desk:palette.order'),
    }),
    page: (page: Page): FoundEntry => ({
      key: page.path,
      to: page.path,
      name: t(page.title),
      kind: t('desk:palette.page'),
    }),
  }
}

/** The hits of a call; of the former question while the present one is being answered. */
function useHits<Hit>(key: 'GET /api/search' | 'GET /api/orders', input: AskInput, enabled: boolean) {
  const answer = useQuery<{ items: Hit[] }, ApiError>({
    queryKey: [key.slice(4), input],
    queryFn: ({ signal }) => askApi<{ items: Hit[] }>(key, input, { signal }),
    enabled,
    placeholderData: keepPreviousData,
  })
  return {
    items: enabled && !answer.error ? (answer.data?.items ?? []) : [],
    isPending: enabled && (answer.isPending || answer.isPlaceholderData),
    error: enabled ? answer.error : null,
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
