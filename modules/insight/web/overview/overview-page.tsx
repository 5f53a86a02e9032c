import { SettingOutlined, SyncOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { useSession } from '#core/web/session.ts'
import { Slot } from '#core/web/slot.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { findOverviewCall, startAnalysisCall } from '../../overview/contract.ts'
import { BreakdownPanel } from './breakdown-panel.tsx'
import { BuyersChart } from './buyers-chart.tsx'
import { ClassChanges } from './class-changes.tsx'
import { ClassSummary } from './class-summary.tsx'
import { ConcentrationChart } from './concentration-chart.tsx'
import { KeyFigures } from './key-figures.tsx'
import './overview.css'
import { Blank } from '../parts/blank.tsx'
import { PeriodBar } from './period-bar.tsx'
import { SalesChart } from './sales-chart.tsx'
import { ScoreGrid } from './score-grid.tsx'
import { usePeriod } from './use-period.ts'

/** The desk's first page: how sales and customers stand, and who changed. */
export default function OverviewPage() {
  const { t } = useTranslation()
  const { period, unit } = usePeriod()
  const { units } = useSession()
  const format = useFormat()
  const overview = useCall<typeof findOverviewCall>(
    'GET /api/insight/overview',
    { query: period },
    { live: ['insight', 'orders'], keep: true },
  )
  const analysis = overview.data?.analysis
  return (
    <Page
      title={t('insight:overview.title')}
      {...(analysis && {
        lead: t('insight:overview.asOf', { day: format.day(analysis.asOf), count: analysis.customers }),
      })}
      more={useActions()}
    >
      <Loaded of={overview} lines={12}>
        {(data) =>
          data.currencies.length === 0 ? (
            <EmptyState title={t('insight:overview.empty')} reason={t('insight:overview.emptyReason')} />
          ) : (
            <div className="overview">
              <PeriodBar overview={data} />
              {data.unconverted.length > 0 && (
                <p className="notice wide">
                  {t('insight:overview.unconverted', { currencies: data.unconverted.join(', ') })}
                  <Blank />
                  <Link to="/settings">{t('insight:value.setRate')}</Link>
                </p>
              )}
              {(unit || units !== 'all') && <p className="basis wide">{t('insight:overview.twoScopes')}</p>}
              <KeyFigures overview={data} />
              <section className="panel wide">
                <SalesChart overview={data} />
              </section>
              <section className="panel">
                <BuyersChart overview={data} />
              </section>
              <section className="panel">
                <ConcentrationChart />
              </section>
              <section className="panel">
                <ScoreGrid />
              </section>
              <section className="panel">
                <ClassSummary overview={data} />
              </section>
              <BreakdownPanel />
              <section className="panel wide">
                <ClassChanges />
              </section>
              <Slot name="overview" with={{}} />
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}

function useActions() {
  const { t } = useTranslation()
  const may = useMay()
  const toast = useToast()
  const start = useSend<typeof startAnalysisCall>('POST /api/insight/analysis', {
    onDone: () => toast.done(t('insight:overview.analysisStarted')),
  })
  return [
    { key: 'rule', label: t('insight:rule.title'), icon: <SettingOutlined />, to: '/overview/class-rule' },
    ...(may('insight.rule')
      ? [{ key: 'analyse', label: t('insight:overview.analyse'), icon: <SyncOutlined />, run: () => start.mutate({}) }]
      : []),
  ]
}
