import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findNeedSummaryCall } from '../../needs/contract.ts'
import type { startAnalysisCall } from '../../overview/contract.ts'
import { CategoryTable } from './category-table.tsx'
import { ComingPanel } from './coming-panel.tsx'
import { DueList } from './due-list.tsx'
import { NeedsBar } from './needs-bar.tsx'
import './needs.css'
import { NeedsChart } from './needs-chart.tsx'
import { useNeedsAddress } from './use-needs-address.ts'

export type NeedSummary = WireReply<typeof findNeedSummaryCall>

/** Who needs what next and when, by category: what is expected, and who is due. */
export default function NeedsPage() {
  const { t } = useTranslation()
  const { whose } = useNeedsAddress()
  const summary = useCall<typeof findNeedSummaryCall>(
    'GET /api/insight/needs/summary',
    { query: whose },
    { live: 'insight', keep: true },
  )
  return (
    <Page title={t('insight:needs.title')} lead={<Lead model={summary.data?.model ?? null} />} more={useActions()}>
      <Loaded of={summary} lines={12}>
        {(data) =>
          data.categories.length === 0 ? (
            <EmptyState title={t('insight:needs.empty')} reason={t(whyEmpty(data))} />
          ) : (
            <div className="needs-page">
              <NeedsBar summary={data} />
              <ComingPanel summary={data} />
              <section className="panel">
                <NeedsChart />
              </section>
              <section className="panel">
                <CategoryTable summary={data} />
              </section>
              <section className="panel">
                <DueList currency={data.currency} asOf={data.model?.asOf} />
              </section>
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}

const whyEmpty = ({ model }: NeedSummary) =>
  model?.state === 'too_little_data' ? 'insight:needs.none.tooLittle' : 'insight:needs.none.notYet'

/** What the model is worth: on the two months before, beside the base lines. */
function Lead({ model }: { model: NeedSummary['model'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  if (!model) return null
  const asOf = t('insight:needs.asOf', { day: format.day(model.asOf) })
  if (!model.quality) return asOf
  const { error, cameError, brier, pairs, came, told } = model.quality
  const days = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  const each = (of: typeof error) => ({
    model: days(of.model),
    customer: days(of.customer),
    category: days(of.category),
  })
  return (
    <>
      {asOf} {t('insight:needs.quality', { count: pairs, ...each(error) })}{' '}
      {model.state === 'stepped_aside' && `${t('insight:needs.steppedAside')} `}
      {isOpen ? (
        <>
          {t('insight:needs.qualityCame', { count: came, ...each(cameError) })} {t('insight:needs.qualityRules')}{' '}
          {t('insight:needs.brier', {
            model: format.number(brier.model, { maximumFractionDigits: 3 }),
            base: format.number(Math.min(brier.customer, brier.category), { maximumFractionDigits: 3 }),
            told: format.percent(told, 0),
          })}
        </>
      ) : (
        <Button type="link" size="small" className="judged-more" onClick={() => setOpen(true)}>
          {t('insight:needs.qualityMore')}
        </Button>
      )}
    </>
  )
}

function useActions() {
  const { t } = useTranslation()
  const may = useMay()
  const toast = useToast()
  const start = useSend<typeof startAnalysisCall>('POST /api/insight/analysis', {
    onDone: () => toast.done(t('insight:overview.analysisStarted')),
  })
  if (!may('insight.rule')) return []
  return [{ key: 'analyse', label: t('insight:overview.analyse'), run: () => start.mutate({}) }]
}
