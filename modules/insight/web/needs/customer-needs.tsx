import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import { addDays } from '#core/words/dates.ts'
import type { findCustomerNeedsCall } from '../../needs/contract.ts'
import { NeedRow } from './need-row.tsx'
import './needs.css'
import { useShortDay } from './use-short-day.ts'

type Reply = WireReply<typeof findCustomerNeedsCall>
export type CustomerNeed = Omit<Reply['needs'][number], 'category'>

const FEW = 5
/** The axis ends here at the latest: beyond, days tell little. */
const MOST_AHEAD = 150

/** What a customer will need next and when, the next first; each row opens its reasons. */
export default function CustomerNeeds({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const answer = useCall<typeof findCustomerNeedsCall>(
    'GET /api/customers/:customerId/needs',
    { params: { customerId } },
    { live: 'insight' },
  )
  return (
    <section className="panel customer-needs">
      <h2>{t('insight:needs.title')}</h2>
      <Loaded of={answer} lines={4}>
        {(data) =>
          data.needs.length === 0 && !data.coming ? <p className="basis">{t(whyNone(data))}</p> : <Needs data={data} />
        }
      </Loaded>
    </section>
  )
}

function whyNone({ model }: Reply): string {
  if (!model) return 'insight:needs.none.notYet'
  return model.state === 'too_little_data' ? 'insight:needs.none.tooLittle' : 'insight:needs.none.nothing'
}

/** When they come next, whatever they buy. */
function ComingLine({ coming: { nextOn, low, high, category } }: { coming: NonNullable<Reply['coming']> }) {
  const { t } = useTranslation()
  const short = useShortDay()
  const days = {
    day: short(nextOn),
    low: short(low),
    high: high === null ? t('insight:needs.row.overYear') : short(high),
  }
  return (
    <p className="coming-line" title={t('insight:needs.row.anythingHelp')}>
      <strong>{t('insight:needs.row.anything', days)}</strong> {t('insight:needs.row.between', days)}
      {category && ` ${t('insight:needs.row.first', { category: category.split('/').at(-1) })}`}
    </p>
  )
}

function Needs({ data }: { data: Reply }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const today = data.model?.asOf ?? ''
  const rows = [
    ...data.needs.map((need) => ({ key: `c ${need.category}`, name: need.category, need })),
    ...data.products.map((need) => ({
      key: `p ${need.productId}`,
      name: need.name,
      need: { ...need, regularity: null, elasticity: null },
    })),
  ]
  const shown = all ? rows : rows.slice(0, Math.min(FEW, data.needs.length))
  const ends = [addDays(today, 30), ...shown.map(({ need }) => need.high)].sort()
  const to = [addDays(today, MOST_AHEAD), ends.at(-1) ?? ''].sort()[0] ?? ''
  const axis = { from: addDays(today, -7), to, today }
  return (
    <>
      {data.coming && <ComingLine coming={data.coming} />}
      <ul className="need-rows">
        {shown.map(({ key, name, need }) => (
          <NeedRow
            key={key}
            name={name}
            isProduct={key.startsWith('p')}
            need={need}
            axis={axis}
            open={open === key}
            onOpen={() => setOpen(open === key ? null : key)}
          />
        ))}
      </ul>
      {rows.length > shown.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t('insight:needs.showAll', { count: rows.length })}
        </Button>
      )}
      <p className="basis">{t('insight:needs.asOf', { day: format.day(today) })}</p>
    </>
  )
}
