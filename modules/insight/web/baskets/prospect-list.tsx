import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { listProspectsCall } from '../../baskets/contract.ts'
import { useOfferReason } from './use-offer-reason.ts'

/** Customers to whom a product is recommended, the likeliest first, each with the reason. */
export function ProspectList({ productId, horizon }: { productId: string; horizon: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const reasonOf = useOfferReason(horizon)
  const list = useCallPages<typeof listProspectsCall>('GET /api/products/:productId/prospects', {
    params: { productId },
    query: { limit: 20 },
  })
  if (list.error && list.rows.length === 0) return <ErrorState error={list.error} retry={list.retry} />
  if (list.loading) return <LateSkeleton lines={4} />
  const label = t('insight:baskets.together.prospects', { count: list.total ?? list.rows.length })
  return (
    <>
      <div className="scrolled">
        <PlainTable
          label={label}
          data={{
            columns: [
              { title: t('insight:baskets.together.customer') },
              { title: t('insight:baskets.together.chance', { days: format.number(horizon) }), figure: true },
              { title: t('insight:baskets.together.why') },
            ],
            rows: list.rows.map((row) => [
              <CustomerChip key="customer" customer={{ id: row.customerId, name: row.name, class: row.class }} />,
              row.chance === null ? '–' : format.percent(row.chance),
              reasonOf(row),
            ]),
          }}
        />
      </div>
      {list.hasMore && (
        <Button type="link" loading={list.loadingMore} onClick={list.loadMore}>
          {t('insight:baskets.more')}
        </Button>
      )}
    </>
  )
}
