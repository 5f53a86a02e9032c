import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { refresh } from '#core/web/query-client.ts'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useToast } from '#core/web/use-toast.ts'
import type { WireInput } from '#core/web/wire.ts'
import type { startRunCall, undoRunCall } from '../../cleaning/contract.ts'

type Body = WireInput<typeof startRunCall>['body']

const undo = (runId: string) =>
  callApi<typeof undoRunCall>('POST /api/cleaning/runs/:runId/undo', { params: { runId } }).then(refreshCleaned)

const refreshCleaned = () =>
  refresh(
    '/api/cleaning',
    '/api/cleaning/rules/:rule',
    '/api/cleaning/runs',
    '/api/customers/:customerId',
    '/api/customers/:customerId/quality',
    '/api/tasks',
  )

/** Applies a rule, to all it finds or to one customer, with the way back. */
export function useClean(rule: Body['rule']) {
  const { t } = useTranslation()
  const toast = useToast()
  const undoable = useUndoToast()
  const [busy, setBusy] = useState(false)
  const atWork = useRef(false)
  const send = async (body: Body): Promise<boolean> => {
    // A second click before the answer would be a second run.
    if (atWork.current) return false
    atWork.current = true
    setBusy(true)
    try {
      const { runId, changed } = await callApi<typeof startRunCall>('POST /api/cleaning/runs', { body })
      if (changed === null) toast.done(t('customers:cleaning.run.started'))
      else undoable(t('customers:cleaning.run.changed', { count: changed }), () => undo(runId))
      void refreshCleaned()
      return true
    } catch (error) {
      toast.failed(error)
      return false
    } finally {
      atWork.current = false
      setBusy(false)
    }
  }
  return {
    busy,
    all: (exceptIds: string[]) => send({ rule, exceptIds }),
    one: (customerId: string) => send({ rule, customerIds: [customerId] }),
  }
}
