import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Call } from '#core/http/contract.ts'
import type { ApiError } from './api-error.ts'
import { callApi } from './call-api.ts'
import { refresh } from './query-client.ts'
import { useLive } from './use-live.ts'
import type { KeyOf, WireInput, WireReply } from './wire.ts'

export interface UseCallOptions {
  /** False while the input isn't complete. */
  enabled?: boolean
  /** Live topics after which the answer is asked for again: `'customer'`. */
  live?: string | readonly string[]
  /** Only notes with this id count. */
  liveId?: string
  /** Keeps showing the former answer while a changed input is asked for. */
  keep?: boolean
  /** Asks again every so many milliseconds. */
  every?: number
}

/**
 * The answer of a reading call, kept fresh:
 * `const customer = useCall<typeof findCustomer>('GET /api/customers/:customerId', { params: { customerId } })`.
 */
export function useCall<C extends Call>(
  key: KeyOf<C>,
  input: WireInput<C>,
  options: UseCallOptions = {},
): UseQueryResult<WireReply<C>, ApiError> {
  const path = key.slice(key.indexOf(' ') + 1)
  const topics = options.live ?? []
  useLive(topics, (note) => {
    if (options.liveId === undefined || note.id === null || note.id === options.liveId) void refresh(path)
  })
  return useQuery<WireReply<C>, ApiError>({
    queryKey: [path, input],
    // The cache refuses `undefined`, which is what an empty answer is.
    queryFn: async ({ signal }) => (await callApi<C>(key, input, { signal })) ?? (null as WireReply<C>),
    enabled: options.enabled ?? true,
    ...(options.keep && { placeholderData: keepPreviousData as never }),
    ...(options.every && { refetchInterval: options.every }),
  })
}
