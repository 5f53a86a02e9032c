import { countryName, isCountryCode } from './countries.ts'

export { countryCode, countryName, isCountryCode } from './countries.ts'

/** A region path ('CN/广东/深圳') as people write it: "中国 广东 深圳" in Chinese and Japanese, "深圳, 广东, China" elsewhere. */
export function regionLabel(path: string, locale: string): string {
  const [country = '', ...places] = path.split('/')
  const parts = [isCountryCode(country) ? countryName(country, locale) : country, ...places].filter(
    (part) => part !== '',
  )
  return /^(?:zh|ja)\b/.test(locale) ? parts.join(' ') : parts.reverse().join(', ')
}

/** The path and all its parents, the country first: 'CN', 'CN/广东', 'CN/广东/深圳'. */
export function regionParents(path: string): string[] {
  const parts = path.split('/')
  return path === '' ? [] : parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** True when `path` is `parent` or lies inside it. */
export const isInRegion = (path: string, parent: string) => path === parent || path.startsWith(`${parent}/`)
