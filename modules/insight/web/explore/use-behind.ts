import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import type { ApiError } from '#core/web/api-error.ts'
import { callApi } from '#core/web/call-api.ts'
import type { WireInput, WireReply } from '#core/web/wire.ts'
import type { listBehindCall } from '../../explore/contract.ts'

type Body = WireInput<typeof listBehindCall>['body']
type Page = WireReply<typeof listBehindCall>

/** The customers behind a figure, page by page, and what they have together. */
export function useBehind(body: Body) {
  const list = useInfiniteQuery<Page, ApiError, InfiniteData<Page>, unknown[], string | null>({
    queryKey: ['/api/insight/explore/customers', body, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      callApi<typeof listBehindCall>(
        'POST /api/insight/explore/customers',
        { body: { ...body, ...(pageParam !== null && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
  })
  const [first] = list.data?.pages ?? []
  return {
    ...list,
    rows: list.data?.pages.flatMap((page) => page.items) ?? [],
    whole: first?.whole ?? null,
  }
}
