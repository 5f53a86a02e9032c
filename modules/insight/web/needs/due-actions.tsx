import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireInput } from '#core/web/wire.ts'
import { useExport } from '#modules/customers/web/parts/use-export.ts'
import type { listDueNeedsCall } from '../../needs/contract.ts'

/** As many rows as are exported at once. */
const MOST = 5000

type Query = WireInput<typeof listDueNeedsCall>['query']

/** The customers of the list as a file; each once, however many things they need. */
export function DueActions({ query, rows }: { query: Query; rows: number | null }) {
  const { t } = useTranslation()
  const toast = useToast()
  const exportOf = useExport('customers')
  if (!exportOf || rows === 0) return null
  const tooMany = rows === null || rows > MOST
  const takeOut = async () => {
    try {
      exportOf('csv', { customerIds: await everyoneIn(query) })
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <Button
      size="small"
      disabled={tooMany}
      title={tooMany ? t('insight:needs.list.tooMany', { count: MOST }) : t('insight:needs.list.exportHelp')}
      onClick={() => void takeOut()}
    >
      {t('insight:needs.list.export')}
    </Button>
  )
}

async function everyoneIn(query: Query): Promise<string[]> {
  const ids = new Set<string>()
  let cursor: string | null = null
  do {
    const page: { items: { customerId: string }[]; next: string | null } = await callApi<typeof listDueNeedsCall>(
      'GET /api/insight/needs',
      { query: { ...query, limit: 200, ...(cursor && { cursor }) } },
    )
    for (const { customerId } of page.items) ids.add(customerId)
    cursor = page.next
  } while (cursor)
  return [...ids]
}
