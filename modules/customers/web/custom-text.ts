import type { TFunction } from 'i18next'

/** A value of a custom field as people read it; undefined where there is none. */
export function customText(t: TFunction, language: string, type: string, value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined
  if (typeof value === 'boolean') return value ? t('customers:yes') : t('customers:no')
  if (typeof value === 'number') return new Intl.NumberFormat(language).format(value)
  if (type !== 'date') return String(value)
  // A plain day is no moment: a time zone could show the day before.
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(String(value)))
}
