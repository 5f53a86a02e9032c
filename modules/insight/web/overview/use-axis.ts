import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'

/** Labels of time and amounts on charts: short, in the reader's language. */
export function useAxis(currency: string) {
  const { i18n } = useTranslation()
  const format = useFormat()
  const month = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'short', timeZone: 'UTC' })
  const day = new Intl.DateTimeFormat(i18n.language, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  return {
    time: (at: string, step: 'day' | 'month') => (step === 'day' ? day : month).format(new Date(at)),
    /** Whole units for charts; exact amounts stand in the tables. */
    amount: (value: unknown) => format.number(Number(value), { style: 'currency', currency, maximumFractionDigits: 0 }),
    compact: (value: number) => format.number(value, { notation: 'compact', maximumFractionDigits: 1 }),
  }
}
