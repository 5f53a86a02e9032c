import { useTranslation } from 'react-i18next'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import type { findDemandSeriesCall } from '../../demand/contract.ts'
import { DemandChart } from './demand-chart.tsx'

/** The chart of one category, or of the shop. */
export function SeriesPanel({ path }: { path: string }) {
  const { t } = useTranslation()
  const answer = useCall<typeof findDemandSeriesCall>(
    'GET /api/insight/demand/series',
    { query: path === '' ? { kind: 'shop' } : { kind: 'category', key: path } },
    { live: 'insight', keep: true },
  )
  return (
    <section className="panel wide">
      <Loaded of={answer} lines={8}>
        {(series) => <DemandChart series={series} name={series.name || t('insight:demand.shop')} />}
      </Loaded>
    </section>
  )
}
