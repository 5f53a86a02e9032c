import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#core/words/dates.ts'
import { formatMoney, parseDecimal } from '#core/words/money.ts'
import { relativeDay, relativeTime } from './relative-time.ts'
import { type Session, sessionQuery } from './session.ts'

export interface Format {
  /** "1234.5", "CNY" → ¥1,234.50 */
  money(decimal: string, currency: string): string
  number(value: number, options?: Intl.NumberFormatOptions): string
  /** 0.123 → 12.3 % */
  percent(value: number, digits?: number): string
  /** ISO moment or `YYYY-MM-DD` → 2026年1月2日 */
  day(iso: string): string
  moment(iso: string): string
  /** The same without seconds. */
  minute(iso: string): string
  /** 刚刚, 3 小时前, 昨天; from a week on the date */
  relative(iso: string): string
  /** Of a moment or a day, in calendar days of the company: 昨天, 3 天前, 10月27日 */
  relativeDay(iso: string): string
}

/** Formats of the reader's language and the company's time zone. */
export function useFormat(): Format {
  const { i18n, t } = useTranslation()
  // Not `useSession`: the sign-in page formats too, before anybody is known.
  const { data } = useQuery<Session>({ ...sessionQuery, enabled: false })
  const zone = data?.company.timeZone
  return useMemo(() => makeFormat(i18n.language, zone, t('kit:justNow')), [i18n.language, zone, t])
}

/** Before anybody is known: the browser's. */
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

function makeFormat(language: string, timeZone: string | undefined, justNow: string): Format {
  const zone = timeZone ? { timeZone } : {}
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', ...zone })
  // A plain day is no moment: shifting it into a time zone could show the day before.
  const plainDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', ...zone })
  const minute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', ...zone })
  const number = new Intl.NumberFormat(language)
  return {
    money: (decimal, currency) => {
      const micro = parseDecimal(decimal)
      return micro === null ? decimal : formatMoney(micro, currency, language)
    },
    number: (value, options) => (options ? new Intl.NumberFormat(language, options) : number).format(value),
    percent: (value, digits = 1) =>
      new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(value),
    day: (iso) => (iso.length === 10 ? plainDay : day).format(new Date(iso)),
    moment: (iso) => moment.format(new Date(iso)),
    minute: (iso) => minute.format(new Date(iso)),
    relative: (iso) => relativeTime(new Date(iso), new Date(), { language, zone: timeZone ?? ownZone(), justNow }),
    relativeDay: (iso) => {
      const reckoned = timeZone ?? ownZone()
      return relativeDay(
        iso.length === 10 ? iso : dayOf(new Date(iso), reckoned),
        dayOf(new Date(), reckoned),
        language,
      )
    },
  }
}
