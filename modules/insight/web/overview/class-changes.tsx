import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { Moment } from '#core/web/moment.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useCallPages } from '#core/web/use-call-pages.ts'
import type { listClassChangesCall } from '../../overview/contract.ts'

/** Who moved to another class lately. */
export function ClassChanges() {
  const { t } = useTranslation()
  const list = useCallPages<typeof listClassChangesCall>(
    'GET /api/insight/class-changes',
    { query: { limit: 10 } },
    { live: 'insight' },
  )
  const label = t('insight:changes.title')
  return (
    <>
      <h2>{label}</h2>
      {list.error && <ErrorState error={list.error} retry={list.retry} />}
      {list.loading && <LateSkeleton lines={4} />}
      {!list.loading && !list.error && list.rows.length === 0 && <p className="basis">{t('insight:changes.none')}</p>}
      {list.rows.length > 0 && (
        <div className="scrolled tight class-changes">
          <PlainTable
            label={label}
            data={{
              columns: [
                { title: t('insight:changes.customer') },
                { title: t('insight:changes.from') },
                { title: t('insight:changes.to') },
                { title: t('insight:changes.when') },
              ],
              rows: list.rows.map((row) => [
                <CustomerChip key="customer" customer={{ id: row.customerId, name: row.name, class: row.to }} />,
                <ClassMark key="from" of={row.from} named />,
                row.to ? <ClassMark key="to" of={row.to} named /> : t('insight:changes.unscored'),
                <Moment key="at" at={row.at} />,
              ]),
            }}
          />
        </div>
      )}
      {list.hasMore && (
        <Button type="link" loading={list.loadingMore} onClick={list.loadMore}>
          {t('insight:changes.more')}
        </Button>
      )}
    </>
  )
}
