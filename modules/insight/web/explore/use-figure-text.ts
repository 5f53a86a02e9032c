import { useFormat } from '#core/web/use-format.ts'
import { type MeasureKey, measureOf } from '../../explore/catalogue-rules.ts'

/** Says a figure of a measure in the reader's format; `short` in whole units, for charts. */
export type FigureText = (
  measure: MeasureKey,
  value: string | number | null | undefined,
  currency: string,
  short?: boolean,
) => string

export function useFigureText(): FigureText {
  const format = useFormat()
  return (measure, value, currency, short = false) => {
    if (value === null || value === undefined || value === '') return '–'
    switch (measureOf(measure).unit) {
      case 'money':
      case 'averageMoney':
        return short
          ? format.number(Number(value), { style: 'currency', currency, maximumFractionDigits: 0 })
          : format.money(String(value), currency)
      case 'share':
        return format.percent(Number(value))
      case 'average':
        return format.number(Number(value), { maximumFractionDigits: 2 })
      default:
        return format.number(Number(value))
    }
  }
}
