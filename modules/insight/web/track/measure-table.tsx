import { useTranslation } from 'react-i18next'
import { PlainTable } from '#core/web/plain-table.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { MeasureFormat, Measures } from './measures-of.ts'

/** A model beside its base lines, a measure a row with a sentence that says what it means. */
export function MeasureTable({ measures }: { measures: Measures }) {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = (value: number | null, how: MeasureFormat) => {
    if (value === null) return '–'
    switch (how) {
      case 'percent':
        return format.percent(value, 1)
      case 'signed':
        return format.number(value, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' })
      case 'times':
        return t('insight:track.times', { times: format.number(value, { maximumFractionDigits: 2 }) })
      default:
        return format.number(value, digits(how))
    }
  }
  if (measures.rows.length === 0) return null
  const label = t('insight:track.quality')
  return (
    <>
      <h3>{label}</h3>
      <div className="scrolled">
        <PlainTable
          label={label}
          data={{
            columns: [
              { title: t('insight:track.measure') },
              ...measures.tellers.map((teller) => ({ title: t(`insight:track.teller.${teller}`), figure: true })),
            ],
            rows: measures.rows.map(({ key, format: how, values }) => [
              <span key={key}>
                {t(`insight:track.measures.${key}.name`)}
                <span className="measure-how">{t(`insight:track.measures.${key}.how`)}</span>
              </span>,
              ...values.map((value) => shown(value, how)),
            ]),
          }}
        />
      </div>
    </>
  )
}

const DIGITS = { three: 3, one: 1, whole: 0 } as const
const digits = (how: keyof typeof DIGITS) => ({
  minimumFractionDigits: DIGITS[how],
  maximumFractionDigits: DIGITS[how],
})
