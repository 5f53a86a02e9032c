import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApiError } from '#core/web/api-error.ts'
import { callApi } from '#core/web/call-api.ts'
import { useLive } from '#core/web/use-live.ts'
import type { WireReply } from '#core/web/wire.ts'
import type {
  exploreCall,
  exploreCohortsCall,
  exploreParetoCall,
  Query,
  stopExploringCall,
} from '../../explore/contract.ts'
import { refreshCalmly } from './refresh-calmly.ts'

export type Cube = WireReply<typeof exploreCall>
export type Cohorts = WireReply<typeof exploreCohortsCall>
export type Pareto = WireReply<typeof exploreParetoCall>
export type Answer = { kind: 'cube'; data: Cube } | { kind: 'cohort'; data: Cohorts } | { kind: 'pareto'; data: Pareto }

const PATH = '/api/insight/explore'

/** The answer to a question, kept fresh. Leaving the page or `stop` also stops the server counting. */
export function useAnswer(query: Query): UseQueryResult<Answer, ApiError> & { stop(): void } {
  const client = useQueryClient()
  useLive('insight', () => refreshCalmly(PATH))
  const queryKey = [PATH, query]
  const answer = useQuery<Answer, ApiError>({
    queryKey,
    queryFn: ({ signal }) => ask(query, signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData as never,
  })
  return { ...answer, stop: () => void client.cancelQueries({ queryKey }) }
}

async function ask(query: Query, signal: AbortSignal): Promise<Answer> {
  const ticket = crypto.randomUUID()
  const stop = () =>
    void callApi<typeof stopExploringCall>('POST /api/insight/explore/stop', { body: { ticket } }).catch(() => {})
  signal.addEventListener('abort', stop)
  try {
    const input = { body: { query, ticket } }
    if (query.kind === 'cohort') {
      const data = await callApi<typeof exploreCohortsCall>('POST /api/insight/explore/cohorts', input, { signal })
      return { kind: 'cohort', data }
    }
    if (query.kind === 'pareto') {
      const data = await callApi<typeof exploreParetoCall>('POST /api/insight/explore/pareto', input, { signal })
      return { kind: 'pareto', data }
    }
    return { kind: 'cube', data: await callApi<typeof exploreCall>('POST /api/insight/explore', input, { signal }) }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
