import { toSimplified } from '#core/words/names-fold.ts'
import { MUNICIPALITIES, provinceAtStart, provinceOfPostcode } from './chinese-places.ts'

export interface PlaceRead {
  country: string
  region: string
  city: string | null
}

const STATES = new Set(
  (
    'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI ' +
    'SC SD TN TX UT VT VA WA WV WI WY DC PR'
  ).split(' '),
)
/** Of an address from its end. */
const LONGEST = 200
const US_END = /(?:^|,\s*)([^,\n]+),\s*([A-Z]{2})\s+\d{5}(?:-\d{4})?(?:,?\s*(?:USA?|United States))?\s*$/u
// 自治州 and 地区 before 市, because 恩施土家族苗族自治州恩施市 lies in the first of both.
const CITY = /^([\p{Script=Han}]{2,12}?(?:自治州|地区|盟)|[\p{Script=Han}]{1,7}?市)/u

/**
 * Region and city that an address tells: a Chinese address that begins with its province (广东省深圳市南山区…, with or
 * without 中国 before it), else the province of a Chinese postcode; an American one that ends with `City, ST 12345`.
 * Null where it doesn't say, or where address and postcode contradict each other. `country` is what the record says; another country's address is not read.
 */
export function placeInAddress(given: {
  address: string | null
  postcode: string | null
  country: string | null
}): PlaceRead | null {
  const { address, postcode, country } = given
  if (country === null || country === 'CN') {
    const found = chinesePlace(address ?? '')
    const province = postcode ? provinceOfPostcode(postcode) : null
    // Street and postcode of two provinces: one of them is wrong, and nobody knows which.
    if (found && province && found.region !== province) return null
    if (found) return found
    // Six digits alone are a postcode of many countries.
    if (province && country === 'CN') return { country: 'CN', region: province, city: null }
  }
  if (country !== 'US') return null
  const [, city = '', state = ''] = US_END.exec((address ?? '').trim().slice(-LONGEST)) ?? []
  return STATES.has(state) ? { country: 'US', region: state, city: city.trim() } : null
}

function chinesePlace(address: string): PlaceRead | null {
  const plain = toSimplified(address)
    .replace(/\s+/gu, '')
    .replace(/^(?:中国|中华人民共和国)/u, '')
  const found = provinceAtStart(plain)
  if (!found) return null
  const { province: region, rest } = found
  if (MUNICIPALITIES.includes(region)) return { country: 'CN', region, city: region }
  return { country: 'CN', region, city: cityOf(rest) }
}

/** 深圳市 → 深圳; 恩施土家族苗族自治州 stays as long as it is. */
function cityOf(rest: string): string | null {
  const city = CITY.exec(rest)?.[1]
  if (!city) return null
  const short = city.replace(/(?:市|地区)$/u, '')
  return Array.from(short).length >= 2 ? short : city
}
