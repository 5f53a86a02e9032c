import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import type { listBreakdownCall } from '../../overview/contract.ts'
import { BreakdownChart } from './breakdown-chart.tsx'
import { BreakdownPath } from './breakdown-path.tsx'
import { usePeriod } from './use-period.ts'

const SIDES = ['region', 'category', 'channel', 'unit'] as const
export type Side = (typeof SIDES)[number]

/** Sales by region, category, channel or unit; which one, and where in its tree, stands in the address. */
export function BreakdownPanel() {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const { period } = usePeriod()
  const by = SIDES.find((side) => side === search['by']) ?? 'region'
  const parent = search['in'] ?? ''
  const answer = useCall<typeof listBreakdownCall>(
    'GET /api/insight/breakdown',
    { query: { ...period, by, ...(parent && { parent }) } },
    { live: 'insight', keep: true },
  )
  return (
    <section className="panel wide">
      <div className="breakdown-bar">
        <Segmented
          aria-label={t('insight:breakdown.by')}
          value={by}
          options={SIDES.map((value) => ({ value, label: t(`insight:breakdown.side.${value}`) }))}
          onChange={(value) => set({ by: value, in: undefined })}
        />
        <BreakdownPath parent={parent} onGo={(path) => set({ in: path })} />
      </div>
      <Loaded of={answer}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title={t('insight:breakdown.empty')} reason={t('insight:breakdown.emptyReason')} />
          ) : (
            <BreakdownChart by={by} data={data} parent={parent} onGo={(path) => set({ in: path }, { push: true })} />
          )
        }
      </Loaded>
    </section>
  )
}
