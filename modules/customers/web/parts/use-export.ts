import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import { refresh } from '#core/web/query-client.ts'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'

type What = 'customers' | 'orders' | 'interactions'

/** Beside the right to export, the right to look: without it the server refuses. */
const NEEDS: Record<What, readonly string[]> = {
  customers: ['customers.export', 'customers.read'],
  orders: ['orders.export', 'orders.read', 'customers.read'],
  interactions: ['interactions.export', 'customers.read'],
}

type Start = (format: 'csv' | 'xlsx', restriction?: Record<string, unknown>) => void

/**
 * Writes rows into a file in the background; the tray shows how far it is and holds the result. `restriction`: of whose,
 * as the list of customers is asked; without it everybody's. Undefined for who may not take them out.
 */
export function useExport(what: What): Start | undefined {
  const { t } = useTranslation()
  const may = useMay()
  const toast = useToast()
  if (!NEEDS[what].every(may)) return undefined
  const start = async (format: 'csv' | 'xlsx', restriction: Record<string, unknown>) => {
    try {
      await askApi('POST /api/exports', { body: { what, format, ...restriction } })
      await refresh('/api/tasks')
      toast.done(t('customers:list.export.started'))
    } catch (error) {
      toast.failed(error)
    }
  }
  return (format, restriction = {}) => void start(format, restriction)
}
