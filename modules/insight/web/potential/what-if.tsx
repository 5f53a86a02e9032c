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
const CLASSES = ['key', 'worth_winning', 'dispensable'] as const

/** "Raise retention by 2 points": what the next year would bring, and by how much more. */
export function WhatIf() {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const whose = CLASSES.find((one) => one === search['class'])
  const points = numberOf(search['points'], 2)
  const spend = numberOf(search['spend'], 0)
  const cost = numberOf(search['cost'], 0)
  const answer = useCall<typeof findWhatIfCall>(
    'GET /api/insight/what-if',
    { query: { points, spend, ...(whose && { class: whose }) } },
    { keep: true },
  )
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
          min={-10}
          max={20}
          onChange={(value) => set({ points: String(value) })}
        />
        <Knob
          label={t('insight:whatIf.spend')}
          value={spend}
          min={-20}
          max={50}
          suffix="%"
          onChange={(value) => set({ spend: String(value) })}
        />
        <Knob
          label={t('insight:whatIf.cost')}
          value={cost}
          min={0}
          max={100}
          onChange={(value) => set({ cost: String(value) })}
        />
      </div>
      <Loaded of={answer}>{(data) => <Answer data={data} cost={cost} />}</Loaded>
    </div>
  )
}

const numberOf = (text: string | undefined, otherwise: number) =>
  text !== undefined && text !== '' && Number.isFinite(Number(text)) ? Number(text) : otherwise

interface KnobProps {
  label: string
  value: number
  min: number
  max: number
  suffix?: string
  onChange(value: number): void
}

function Knob({ label, value, min, max, suffix, onChange }: KnobProps) {
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
        onChange={(given) => onChange(given ?? 0)}
      />
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
      {spent > 0 && <p className="basis">{t('insight:whatIf.spent', { count: customers, amount: money(spent) })}</p>}
      <p className="basis">{t('insight:whatIf.how', { count: customers })}</p>
    </>
  )
}
