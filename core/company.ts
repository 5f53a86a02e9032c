import { z } from 'zod'
import { defineSetting } from './settings.ts'

const isZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** The company's time zone: what a "day" is in every figure. */
export const timeZone = defineSetting({
  name: 'company.time_zone',
  schema: z.string().refine(isZone, 'No such time zone'),
  fallback: 'Asia/Shanghai',
  permission: 'settings.change',
})

/** The currency figures are shown in. `auto`: the currency most orders are in. */
export const companyCurrency = defineSetting({
  name: 'company.currency',
  schema: z.union([z.literal('auto'), z.string().regex(/^[A-Z]{3}$/)]),
  fallback: 'auto',
  permission: 'settings.change',
})

/** Country whose rules read phone numbers without a country code (ISO 3166 alpha-2). */
export const homeCountry = defineSetting({
  name: 'company.country',
  schema: z.string().regex(/^[A-Z]{2}$/),
  fallback: 'CN',
  permission: 'settings.change',
})

export const companyName = defineSetting({
  name: 'company.name',
  schema: z.string().trim().min(1).max(120),
  fallback: 'Rapport 客缘',
  permission: 'settings.change',
})

export const companySettings = [timeZone, companyCurrency, homeCountry, companyName]
