import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

const worthTrying = (error: Error) => error instanceof ApiError && (error.status === 0 || error.status === 503)

/** The one cache of answers. Keys are `[path of the call, input]`, so a path invalidates all answers under it. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, gcTime: 300_000, retry: (count, error) => count < 2 && worthTrying(error) },
  },
})

/** Makes every shown answer of calls whose path begins so ask again: `refresh('/api/customers')`. */
export function refresh(...paths: string[]): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey }) => paths.some((path) => String(queryKey[0]).startsWith(path)),
  })
}
