import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import { channelText } from '#modules/orders/web/parts/channel-text.ts'
import { BANDS, type DimensionKey, LAST_NTH, OTHERS } from '../../explore/catalogue-rules.ts'
import { useUnits } from '../overview/use-units.ts'

/** A key of a dimension in the reader's words. */
export function useKeyText(): (dimension: DimensionKey, key: string, label?: string | null) => string {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const units = useUnits()
  const countries = new Intl.DisplayNames(i18n.language, { type: 'region', fallback: 'code' })
  const month = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'short', timeZone: 'UTC' })
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' })
  const place = (path: string) => {
    const [country = '', ...rest] = path.split('/')
    const name = /^[A-Z]{2}$/.test(country) ? (countries.of(country) ?? country) : country
    return rest.length > 0 ? rest.join(' ') : name
  }
  const band = (at: number) => {
    const [low, high] = [BANDS[at - 1], BANDS[at]]
    if (low === undefined) return t('insight:explore.key.bandNone')
    const from = low < 1 ? 0 : low
    return high === undefined ? `${format.number(from)}+` : `${format.number(from)}–${format.number(high)}`
  }
  return (dimension, key, label) => {
    if (key === '') return t([`insight:explore.none.${dimension}`, 'insight:explore.none.any'])
    if (key === OTHERS) return t('insight:explore.key.others')
    switch (dimension) {
      case 'day':
        return format.day(key)
      case 'week':
        return t('insight:explore.key.week', { day: format.day(key) })
      case 'month':
      case 'cohort':
        return month.format(new Date(`${key}-01`))
      // The first of January 2024 is a Monday.
      case 'weekday':
        return weekday.format(new Date(Date.UTC(2024, 0, Number(key))))
      case 'hour':
        return `${key}:00`
      case 'unit':
        return units.nameOf(key)
      case 'channel':
        return channelText(key)
      case 'country':
      case 'region':
      case 'city':
      case 'customerCountry':
      case 'customerRegion':
        return dimension === 'city' ? (label ?? place(key)) : place(key)
      case 'orderValue':
      case 'priceBand':
        return band(Number(key))
      case 'nth':
        return t(Number(key) >= LAST_NTH ? 'insight:explore.key.nthLast' : 'insight:explore.key.nth', {
          nth: Number(key),
        })
      case 'newness':
        return t(`insight:explore.key.${key}`)
      case 'monthsSince':
        return t('insight:explore.key.monthsSince', { months: Number(key) })
      case 'class':
        return t(`kit:class.${key === 'worth_winning' ? 'worthWinning' : key}`)
      case 'recencyScore':
      case 'frequencyScore':
      case 'moneyScore':
        return `${{ recencyScore: 'R', frequencyScore: 'F', moneyScore: 'M' }[dimension]} ${key}`
      default:
        return label ?? key
    }
  }
}
