import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { Page } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useSession } from '#core/web/session.ts'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { overviewCall, startCheckCall } from '../../cleaning/contract.ts'
import './cleaning.css'
import { GapList } from './gap-list.tsx'
import { QualityCharts } from './quality-charts.tsx'
import { RuleList } from './rule-list.tsx'
import { RunList } from './run-list.tsx'

export type Overview = WireReply<typeof overviewCall>

/** State of the data: how good it is, what is missing, what rules can put right, and what they did. */
export default function CleaningPage() {
  const { t } = useTranslation()
  const { units } = useSession()
  const answer = useCall<typeof overviewCall>('GET /api/cleaning', {}, { live: 'cleaning', keep: true })
  const check = useCheck()
  const mayCheck = units === 'all'
  return (
    <Page
      title={t('customers:cleaning.title')}
      lead={t('customers:cleaning.lead')}
      {...(mayCheck && {
        primary: { key: 'check', label: t('customers:cleaning.check.action'), run: () => void check() },
        more: [{ key: 'weights', label: t('customers:cleaning.weights.title'), to: '/cleaning/weights' }],
      })}
    >
      <Loaded of={answer} lines={10}>
        {(data) =>
          data.quality.customers === 0 ? (
            <EmptyState
              title={t('customers:cleaning.never')}
              reason={t(mayCheck ? 'customers:cleaning.neverReason' : 'customers:cleaning.neverUnit')}
            />
          ) : (
            <>
              <CheckLine check={data.check} />
              <div className="cleaning-grid">
                <QualityCharts quality={data.quality} />
                <GapList quality={data.quality} />
              </div>
              <RuleList rules={data.rules} />
              <RunList />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function CheckLine({ check }: { check: Overview['check'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!check) return null
  return (
    <p className="faint check-line">
      {t('customers:cleaning.check.last')} <Moment at={check.startedAt} />
      {t('customers:cleaning.check.looked', {
        records: format.number(check.records),
        seconds: format.number(Math.max(1, Math.round(check.seconds))),
      })}
    </p>
  )
}

function useCheck(): () => Promise<void> {
  const { t } = useTranslation()
  const toast = useToast()
  return async () => {
    try {
      await callApi<typeof startCheckCall>('POST /api/cleaning/check', {})
      void refresh('/api/tasks')
      toast.done(t('customers:cleaning.check.started'))
    } catch (error) {
      toast.failed(error)
    }
  }
}
