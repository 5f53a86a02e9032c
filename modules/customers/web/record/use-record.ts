import type { UseQueryResult } from '@tanstack/react-query'
import type { ApiError } from '#core/web/api-error.ts'
import { callApi } from '#core/web/call-api.ts'
import { queryClient, refresh } from '#core/web/query-client.ts'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireInput, WireReply } from '#core/web/wire.ts'
import type { changeCustomerCall, findCustomerCall } from '../../customer/contract.ts'

export type Customer = WireReply<typeof findCustomerCall>
export type CustomerChange = WireInput<typeof changeCustomerCall>['body']

export interface RecordHand {
  answer: UseQueryResult<Customer, ApiError>
  /** Changes fields at once and offers to take it back; `back` holds what stood before. */
  change(fields: CustomerChange, back: CustomerChange, said: string): Promise<void>
  /** Does something that answers with the record; `undo` takes it back. Refusals are thrown. */
  act(work: () => Promise<Customer>, said: string, undo?: () => Promise<Customer>): Promise<void>
}

const PATH = '/api/customers/:customerId'

/** A record with everything that can be done to it in place. Other tabs' and people's changes arrive by themselves. */
export function useRecord(customerId: string): RecordHand {
  const answer = useCall<typeof findCustomerCall>(
    `GET ${PATH}`,
    { params: { customerId } },
    { live: 'customer', liveId: customerId },
  )
  const undoable = useUndoToast()
  const toast = useToast()
  const put = (customer: Customer) => {
    queryClient.setQueryData([PATH, { params: { customerId } }], customer)
    return customer
  }
  const act: RecordHand['act'] = async (work, said, undo) => {
    put(await work())
    void refresh('/api/customers/count', '/api/customer-tags')
    if (undo) undoable(said, async () => put(await undo()))
    else toast.done(said)
  }
  const patch = (body: CustomerChange) => {
    const now = queryClient.getQueryData<Customer>([PATH, { params: { customerId } }])
    return callApi<typeof changeCustomerCall>(
      `PATCH ${PATH}`,
      { params: { customerId }, body },
      { ifMatch: now?.version ?? 0 },
    )
  }
  return {
    answer,
    act,
    change: async (fields, back, said) => {
      try {
        await act(
          () => patch(fields),
          said,
          () => patch(back),
        )
      } catch (error) {
        toast.failed(error)
        void answer.refetch()
      }
    },
  }
}
