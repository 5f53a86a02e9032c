import { countryCode } from './countries.ts'
import { foldMarks } from './fold.ts'
import { toSimplified } from './names-fold.ts'

const MAX_PART = 80
const PROVINCES = new Set(
  (
    '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 ' +
    '四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆'
  ).split(' '),
)
const AUTONOMOUS = /(?:壮族|回族|维吾尔)?自治区$/u
const HAN = /\p{Script=Han}/u

/**
 * The place in its one canonical form, country first: 'CN/广东/深圳', 'BR/SP/Sao Paulo'; empty where nothing is known.
 * Chinese is simplified and loses 省, 市, 自治区; Latin loses accents and gets title case (up to three letters of a
 * region are a code, in capitals), so that sao paulo, São Paulo and SAO PAULO are one place. A country that is none
 * stays as text; without one, a Chinese province tells it. A municipality stands once (北京市/北京市 → CN/北京).
 * Server only: loads the dictionary of traditional characters.
 */
export function regionPath(place: { country?: string | null; region?: string | null; city?: string | null }): string {
  const countryText = clean(place.country ?? '')
  const code = countryCode(countryText)
  const region = canonical(clean(place.region ?? ''), true)
  const city = canonical(clean(place.city ?? ''), false)
  const isNamed = /\p{L}/u.test(countryText) && !/^(?:unspecified|unknown|none|null|n a|不详|未知)$/iu.test(countryText)
  const known = code ?? (isNamed ? canonical(countryText, false) : '')
  const country = known || (PROVINCES.has(region) || PROVINCES.has(city) ? 'CN' : '')
  const parts = [country, region, city === region && HAN.test(city) ? '' : city]
  return parts.filter((part) => part !== '').join('/')
}

const clean = (text: string) =>
  text
    .slice(0, MAX_PART)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[/／\\|]+/g, ' ')
    .replace(/\s+/gu, ' ')
    .trim()

function canonical(text: string, isRegion: boolean): string {
  const folded = toSimplified(foldMarks(text)).replaceAll('/', ' ').replace(/\s+/gu, ' ').trim()
  if (/^[a-z]{1,3}$/.test(folded) && isRegion) return folded.toUpperCase()
  return HAN.test(folded) ? trimSuffix(folded.replaceAll(' ', '')) : titleCase(folded)
}

/** 沙市 keeps its 市: a name of one character would be none. */
function trimSuffix(name: string): string {
  const trimmed = name
    .replace(AUTONOMOUS, '')
    .replace(/特别行政区$/u, '')
    .replace(/[省市]$/u, '')
  return Array.from(trimmed).length >= 2 ? trimmed : name
}

const titleCase = (text: string) => text.replace(/(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase())
