import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { useSession } from '#core/web/session.ts'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findCustomerValueCall } from '../../score/contract.ts'
import './customer-value.css'
import { Blank } from './blank.tsx'
import { ClassHistory } from './class-history.tsx'
import { PolicyLine } from './policy-line.tsx'
import { ReasonList } from './reason-list.tsx'
import { ScoreDetails } from './score-details.tsx'
import { type ScoreName, ScoreRow } from './score-row.tsx'
import { WorthLines } from './worth-lines.tsx'

export type CustomerValueReply = WireReply<typeof findCustomerValueCall>
export type Value = NonNullable<CustomerValueReply['value']>

/** The judgement on a customer: class, scores, reasons, the orders behind them, and former classes. */
export default function CustomerValue({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const answer = useCall<typeof findCustomerValueCall>(
    'GET /api/customers/:customerId/value',
    { params: { customerId } },
    { live: 'customer', liveId: customerId },
  )
  return (
    <section className="panel customer-value">
      <h2>{t('insight:value.title')}</h2>
      <Loaded of={answer} lines={6}>
        {(data) => (data.value ? <Judgement data={data} value={data.value} /> : <NoJudgement unrated={data.unrated} />)}
      </Loaded>
    </section>
  )
}

function NoJudgement({ unrated }: { unrated: readonly string[] }) {
  const { t } = useTranslation()
  if (unrated.length === 0) return <p className="basis">{t('insight:value.none')}</p>
  return (
    <p className="basis">
      {t('insight:value.unrated', { currencies: unrated.join(', ') })}
      <Blank />
      <Link to="/settings">{t('insight:value.setRate')}</Link>
    </p>
  )
}

function Judgement({ data, value }: { data: CustomerValueReply; value: Value }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { units } = useSession()
  const [open, setOpen] = useState<ScoreName | null>(null)
  return (
    <>
      <p className="class-line">
        <ClassMark of={value.class} named />
        <span className="basis">{t('insight:value.asOf', { day: format.day(value.asOf) })}</span>
      </p>
      <PolicyLine of={value.class} />
      <ReasonList value={value} onOpen={setOpen} />
      <ScoreRow value={value} open={open} onOpen={(name) => setOpen(open === name ? null : name)} />
      {open && <ScoreDetails name={open} data={data} value={value} />}
      <WorthLines data={data} value={value} />
      {units !== 'all' && <p className="basis">{t('insight:value.everywhere')}</p>}
      <ClassHistory history={data.history} />
    </>
  )
}
