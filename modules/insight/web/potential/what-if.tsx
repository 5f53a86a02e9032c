import { InputNumber, Select, Slider } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { PlainTable } from '#core/web/plain-table.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findWhatIfCall } from '../../value/contract.ts'

type Reply = WireReply<typeof findWhatIfCall>
/** As far as the answer is more than a play with figures; what is typed or stands in the address is held within. */
const LIMITS = { points: { min: -10, max: 20 }, spend: { min: -20, max: 50 }, cost: { min: 0, max: 1000 } } as const
const CLASSES = ['key', 'worth_winning', 'dispensable'] as const

/** "Raise retention by 2 points": what the next year would bring, and by how much more. */
export function WhatIf() {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const whose = CLASSES.find((one) => one === search['class'])
  const points = within(LIMITS.points, search['points'], 2)
  const spend = within(LIMITS.spend, search['spend'], 0)
  const cost = within(LIMITS.cost, search['cost'], 0)
  const answer = useCall<typeof findWhatIfCall>(
    'GET /api/insight/what-if',
    { query: { points, spend, ...(whose && { class: whose }) } },
    { keep: true },
  )
  // Money is all that these two change.
  const seesValue = answer.data?.value !== null
  return (
    <div className="what-if">
      <h2>{t('insight:whatIf.title')}</h2>
      <Select
        value={whose ?? 'all'}
        aria-label={t('insight:whatIf.whose')}
        popupMatchSelectWidth={false}
        options={(['all', ...CLASSES] as const).map((value) => ({ value, label: t(`insight:whatIf.of.${value}`) }))}
        onChange={(value) => set({ class: value === 'all' ? undefined : value })}
      />
      <div className="knobs">
        <Knob
          label={t('insight:whatIf.points')}
          value={points}
          {...LIMITS.points}
          onChange={(value) => set({ points: String(value) })}
        />
        {seesValue && (
          <>
            <Knob
              label={t('insight:whatIf.spend')}
              value={spend}
              {...LIMITS.spend}
              suffix="%"
              onChange={(value) => set({ spend: String(value) })}
            />
            <Knob
              label={t('insight:whatIf.cost')}
              value={cost}
              {...LIMITS.cost}
              onChange={(value) => set({ cost: String(value) })}
            />
          </>
        )}
      </div>
      <Loaded of={answer}>{(data) => <Answer data={data} cost={cost} />}</Loaded>
    </div>
  )
}

type Limits = (typeof LIMITS)[keyof typeof LIMITS]

const within = ({ min, max }: Limits, text: string | undefined, otherwise: number) => {
  const given = text !== undefined && text !== '' && Number.isFinite(Number(text)) ? Number(text) : otherwise
  return Math.min(max, Math.max(min, given))
}

interface KnobProps {
  label: string
  value: number
  min: number
  max: number
  suffix?: string
  onChange(value: number): void
}

function Knob({ label, value, min, max, suffix, onChange }: KnobProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const id = useId()
  return (
    <div className="knob">
      <label htmlFor={id}>{label}</label>
      <Slider value={value} min={min} max={max} onChange={onChange} ariaLabelForHandle={label} />
      <InputNumber
        id={id}
        value={value}
        min={min}
        {...(suffix && { suffix })}
        onChange={(given) => onChange(Math.min(max, Math.max(min, given ?? 0)))}
        aria-describedby={`${id}-limits`}
      />
      <span id={`${id}-limits`} className="basis">
        {t('insight:whatIf.limits', { min: format.number(min), max: format.number(max) })}
      </span>
    </div>
  )
}

function Answer({ data, cost }: { data: Reply; cost: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { customers, retention, orders, value, currency, basis } = data
  const gain = value ? Number(value.after) - Number(value.now) : 0
  const spent = cost * customers
  const money = (amount: number) => format.money(amount.toFixed(2), currency)
  const more = (amount: number) => (amount > 0 ? `+${money(amount)}` : money(amount))
  const rows = [
    [
      t('insight:whatIf.retention'),
      format.percent(retention.now, 1),
      format.percent(retention.after, 1),
      t('insight:whatIf.pointsMore', {
        points: format.number(100 * (retention.after - retention.now), {
          maximumFractionDigits: 1,
          signDisplay: 'exceptZero',
        }),
      }),
    ],
    [
      t('insight:whatIf.orders'),
      format.number(Math.round(orders.now)),
      format.number(Math.round(orders.after)),
      format.number(Math.round(orders.after - orders.now), { signDisplay: 'exceptZero' }),
    ],
    ...(value
      ? [
          [
            t(`insight:predict.value.${basis ?? 'revenue'}`),
            money(Number(value.now)),
            money(Number(value.after)),
            more(gain),
          ],
        ]
      : []),
  ]
  return (
    <>
      {value && (
        <p className="answer" aria-live="polite">
          {t(gain - spent >= 0 ? 'insight:whatIf.gains' : 'insight:whatIf.loses', {
            amount: money(Math.abs(gain - spent)),
          })}
        </p>
      )}
      <PlainTable
        label={t('insight:whatIf.title')}
        data={{
          columns: [
            { title: t('insight:whatIf.nextYear') },
            { title: t('insight:whatIf.now'), figure: true },
            { title: t('insight:whatIf.after'), figure: true },
            { title: t('insight:whatIf.difference'), figure: true },
          ],
          rows,
        }}
      />
      {!value && <p className="basis">{t('insight:whatIf.noValue')}</p>}
      {spent > 0 && <p className="basis">{t('insight:whatIf.spent', { count: customers, amount: money(spent) })}</p>}
      <p className="basis">{t('insight:whatIf.how', { count: customers })}</p>
    </>
  )
}
