import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Call } from '#core/http/contract.ts'
import type { ApiError } from './api-error.ts'
import { callApi } from './call-api.ts'
import { refresh } from './query-client.ts'
import { useLive } from './use-live.ts'
import type { KeyOf, WireInput, WireReply } from './wire.ts'

/** The part of a list's answer that paging needs. */
export interface PageReply<Row> {
  items: Row[]
  /** Cursor of the next page; null on the last. */
  next: string | null
  /** How many there are in all, where the server counts them. */
  total?: number | null
}

type RowOf<C extends Call> = WireReply<C> extends PageReply<infer Row> ? Row : never

/** What a list shows: rows so far, and how to get more. */
export interface Rows<Row> {
  rows: Row[]
  total: number | null
  /** Counting stopped here: there are more than this. */
  over?: number | null
  /** No answer yet. */
  loading: boolean
  /** Answers of a changed filter or sort are on their way; the shown rows are the former ones. */
  stale: boolean
  error: ApiError | null
  hasMore: boolean
  loadingMore: boolean
  loadMore(): void
  retry(): void
}

/**
 * A list, page by page by cursor: `useCallPages<typeof listCustomers>('GET /api/customers', { query })`. The call takes
 * `cursor` and answers `{items, next}`.
 */
export function useCallPages<C extends Call>(
  key: KeyOf<C>,
  input: WireInput<C>,
  options: { live?: string | readonly string[]; enabled?: boolean } = {},
): Rows<RowOf<C>> {
  const path = key.slice(key.indexOf(' ') + 1)
  useLive(options.live ?? [], () => void refresh(path))
  const result = useInfiniteQuery<
    PageReply<RowOf<C>>,
    ApiError,
    InfiniteData<PageReply<RowOf<C>>>,
    unknown[],
    string | null
  >({
    queryKey: [path, input, 'pages'],
    queryFn: ({ pageParam, signal }) => askPage<C>(key, input, pageParam, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  })
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data])
  return {
    rows,
    total: result.data?.pages[0]?.total ?? null,
    loading: result.isPending,
    stale: result.isPlaceholderData,
    error: result.error,
    hasMore: result.hasNextPage,
    loadingMore: result.isFetchingNextPage,
    loadMore: () => void (result.hasNextPage && !result.isFetchingNextPage && result.fetchNextPage()),
    retry: () => void result.refetch(),
  }
}

async function askPage<C extends Call>(
  key: KeyOf<C>,
  input: WireInput<C>,
  cursor: string | null,
  signal: AbortSignal,
): Promise<PageReply<RowOf<C>>> {
  const { query, ...rest } = input as { query?: object }
  const paged = { ...rest, query: { ...query, ...(cursor !== null && { cursor }) } } as WireInput<C>
  return (await callApi<C>(key, paged, { signal })) as PageReply<RowOf<C>>
}
