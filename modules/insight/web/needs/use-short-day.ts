import { useTranslation } from 'react-i18next'

/** A day without its year where that is this one's: 12月3日. */
export function useShortDay(): (day: string) => string {
  const { i18n } = useTranslation()
  const short = new Intl.DateTimeFormat(i18n.language, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  const long = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' })
  const year = new Date().toISOString().slice(0, 4)
  return (day) => (day.startsWith(year) ? short : long).format(new Date(day))
}
