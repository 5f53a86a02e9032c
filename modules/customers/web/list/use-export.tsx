import { useTranslation } from 'react-i18next'
import { askApi } from '#core/web/ask-api.ts'
import type { PageAction } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'

/** Offers to write what a list shows into a file; the tray shows how far it is and holds the result. */
export function useExport(restriction: Record<string, unknown>): {
  actions: PageAction[]
  chosen: ((ids: readonly string[]) => void) | undefined
} {
  const { t } = useTranslation()
  const may = useMay()
  const toast = useToast()
  if (!may('customers.export')) return { actions: [], chosen: undefined }
  const start = async (format: 'csv' | 'xlsx', body: Record<string, unknown>) => {
    try {
      await askApi('POST /api/exports', { body: { what: 'customers', format, ...body } })
      await refresh('/api/tasks')
      toast.done(t('customers:list.export.started'))
    } catch (error) {
      toast.failed(error)
    }
  }
  return {
    actions: (['csv', 'xlsx'] as const).map((format) => ({
      key: format,
      label: t(`customers:list.export.${format}`),
      run: () => void start(format, restriction),
    })),
    chosen: (ids) => void start('xlsx', { customerIds: ids }),
  }
}
