import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import type { Expected } from './demand-types.ts'

/** Pieces as texts: whole where they are many, with their interval where they are expected. */
export function usePieces() {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const week = new Intl.DateTimeFormat(i18n.language, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  const pieces = (value: number) => format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })
  return {
    pieces,
    range: ({ low, high }: Pick<Expected, 'low' | 'high'>) =>
      t('insight:demand.range', { low: pieces(low), high: pieces(high) }),
    change: (now: number, before: number | null) =>
      before === null || before <= 0
        ? '–'
        : format.number(now / before - 1, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }),
    /** A week of any year, and one of the next, by its Monday. */
    weekOfYear: (monday: string) => format.day(monday),
    week: (monday: string) => week.format(new Date(monday)),
  }
}
