import { callApi } from '#core/web/call-api.ts'
import type { EveryKey } from '#core/web/choose-every.tsx'
import { everyKey } from '#core/web/every-key.ts'
import type { listCustomersCall } from '../../list/contract.ts'

/** As many as one call of `POST /api/customers/bulk`, or an export of chosen ones, takes. */
const MOST = 5000

/** The ids of everybody the list would show, in its order; nothing else of them is fetched. */
export const everyCustomer = (restriction: Record<string, string>, sort: string): EveryKey => ({
  most: MOST,
  load: (isWanted) =>
    everyKey(
      (cursor) =>
        callApi<typeof listCustomersCall>('GET /api/customers', {
          query: { ...restriction, sort, columns: 'id', limit: 200, ...(cursor !== null && { cursor }) },
        }),
      MOST,
      isWanted,
    ),
})
