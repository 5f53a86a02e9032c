import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { refresh } from '#core/web/query-client.ts'
import { EmptyState, ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useLive } from '#core/web/use-live.ts'
import { useMay } from '#core/web/use-may.ts'
import type { listInteractionsCall } from '../../interaction/contract.ts'
import { Composer } from './composer.tsx'
import { TimelineFilters } from './timeline-filters.tsx'
import { TimelineRow } from './timeline-row.tsx'

const PATH = '/api/customers/:customerId/interactions'

/** Whatever passed between the customer and the company, newest first. */
export function Timeline({ customerId, archived }: { customerId: string; archived: boolean }) {
  const { t } = useTranslation()
  const may = useMay()
  const { search } = useAddress()
  const { channel, kind, direction } = search
  const query = { ...(channel && { channel }), ...(kind && { kind }), ...(direction && { direction }) }
  const isFiltered = Object.keys(query).length > 0
  const list = useCallPages<typeof listInteractionsCall>(`GET ${PATH}`, { params: { customerId }, query })
  const { top, fresh, showFresh } = useFresh(customerId, query, list.rows)
  return (
    <div className="timeline">
      <div ref={top} />
      {fresh > 0 && (
        <Button className="fresh" size="small" shape="round" type="primary" onClick={showFresh}>
          {t('customers:timeline.fresh', { count: fresh })}
        </Button>
      )}
      {may('customers.contact') && !archived && <Composer key={customerId} customerId={customerId} />}
      <TimelineFilters />
      {list.error && list.rows.length === 0 && <ErrorState error={list.error} retry={list.retry} />}
      {list.loading && <LateSkeleton lines={8} />}
      {!list.loading && !list.error && list.rows.length === 0 && (
        <EmptyState
          title={isFiltered ? t('customers:timeline.nothing') : t('customers:timeline.empty')}
          reason={isFiltered ? t('customers:timeline.nothingReason') : t('customers:timeline.emptyReason')}
        />
      )}
      <ol className={list.stale ? 'rows stale' : 'rows'}>
        {list.rows.map((row) => (
          <TimelineRow key={row.interactionId} row={row} />
        ))}
      </ol>
      {list.hasMore && (
        <Button block loading={list.loadingMore} onClick={list.loadMore}>
          {t('customers:timeline.older')}
        </Button>
      )}
    </div>
  )
}

/**
 * Rows that came while the reader looks further down are counted, not shoved in above their eyes; at the top they
 * appear at once.
 */
function useFresh(customerId: string, query: Record<string, string>, rows: readonly { interactionId: string }[]) {
  const top = useRef<HTMLDivElement>(null)
  const [fresh, setFresh] = useState(0)
  const atTop = useRef(true)
  useEffect(() => {
    if (!top.current) return
    const watcher = new IntersectionObserver(([entry]) => {
      atTop.current = entry?.isIntersecting ?? true
    })
    watcher.observe(top.current)
    return () => watcher.disconnect()
  }, [])
  useLive('customer', (note) => {
    if (note.id !== null && note.id !== customerId) return
    if (atTop.current) void refresh(PATH)
    else
      void callApi<typeof listInteractionsCall>(`GET ${PATH}`, { params: { customerId }, query }).then(
        ({ items }) => {
          const shown = new Set(rows.map((row) => row.interactionId))
          const edge = items.findIndex((item) => shown.has(item.interactionId))
          setFresh(edge < 0 ? items.length : edge)
        },
        () => {},
      )
  })
  const showFresh = () => {
    setFresh(0)
    void refresh(PATH)
    top.current?.scrollIntoView({ block: 'center' })
  }
  return { top, fresh, showFresh }
}
