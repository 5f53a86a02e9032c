import { foldWidth } from './fold.ts'

/** How a column writes its days; `ambiguous` is 12/1/2010 where every sample could be either order. */
export type DateFormat =
  | 'year-first'
  | 'compact'
  | 'chinese'
  | 'named-month'
  | 'month-first'
  | 'day-first'
  | 'ambiguous'
  | 'excel-serial'

/** What a text says, before any zone is applied: the day, the time if there is one, the offset in minutes if there is one. */
export type DateReading = {
  format: Exclude<DateFormat, 'ambiguous'>
  year: number
  month: number
  day: number
  seconds: number | null
  millisecond: number
  offset: number | null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const WEEKDAY = /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +)/i
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[T ])/i
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?=$|[T, ])/i
const CHINESE = /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号號]?/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?|(?=$|[T ]))/i
const DAY_NAME = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[ -]${MONTH_NAME}[ ,-]+(\\d{4})(?=$|[, ])`, 'i')
const NAME_DAY = new RegExp(`^${MONTH_NAME} +(\\d{1,2})(?:st|nd|rd|th)?,? +(\\d{4})(?=$|[, ])`, 'i')
const SERIAL = /^\d{1,5}(?:\.\d{1,12})?$/
const TIME =
  /^(?<half>上午|下午|凌晨|早上|中午|晚上|傍晚)?\s*(?<hour>\d{1,2})(?:[:：时時点點](?<minute>\d{1,2}))(?:[:：分](?:(?<second>\d{1,2})(?:[.,](?<fraction>\d{1,9}))?秒?)?)?(?:\s*(?<meridiem>[ap]\.?m\.?))?(?:\s*(?<offset>z|(?:utc|gmt)|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?))?$/i

/** All readings of a text that are real days; 12/1/2010 has two. Year bounds are the caller's. */
export function readDate(text: string): DateReading[] {
  const plain = foldWidth(text)
    .replace(/[\u00A0\u2009\u202F]/g, ' ')
    .trim()
    .replace(WEEKDAY, '')
  if (plain.length < 1 || plain.length > 48) return []
  return [...readCalendar(plain), ...readSerial(plain)].filter(isRealDay)
}

function readCalendar(plain: string): DateReading[] {
  let match = YEAR_FIRST.exec(plain)
  if (match) return withTime(plain, match, 'year-first', match[1], match[3], match[4])
  match = CHINESE.exec(plain)
  if (match) return withTime(plain, match, 'chinese', match[1], match[2], match[3])
  match = DAY_NAME.exec(plain)
  if (match) return withTime(plain, match, 'named-month', match[3], monthNumber(match[2]), match[1])
  match = NAME_DAY.exec(plain)
  if (match) return withTime(plain, match, 'named-month', match[3], monthNumber(match[1]), match[2])
  match = COMPACT.exec(plain)
  if (match) return readCompact(plain, match)
  match = YEAR_LAST.exec(plain)
  if (!match) return []
  const year = fullYear(match[4] ?? '')
  const dayFirst = withTime(plain, match, 'day-first', year, match[3], match[1])
  // Points between day and month are written in countries that put the day first, nowhere else.
  return match[2] === '.' ? dayFirst : [...withTime(plain, match, 'month-first', year, match[1], match[3]), ...dayFirst]
}

function readCompact(plain: string, match: RegExpExecArray): DateReading[] {
  const [, year, month, day, hour, minute, second] = match
  if (hour === undefined) return withTime(plain, match, 'compact', year, month, day)
  if (match[0].length !== plain.length) return []
  return withTime(`${hour}:${minute}:${second ?? '00'}`, undefined, 'compact', year, month, day)
}

/** Excel counts days from 1900-01-01 = 1 and believes in 29 February 1900 (60), which is refused; the fraction is the time, to the second. */
function readSerial(plain: string): DateReading[] {
  if (!SERIAL.test(plain)) return []
  const days = Math.floor(Number(plain))
  if (days < 1 || days === 60) return []
  const seconds = Math.round((Number(plain) - days) * 86_400)
  const date = new Date(Date.UTC(1899, 11, days > 60 ? 30 : 31) + days * 86_400_000)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const timed = plain.includes('.') && seconds > 0
  return [{ format: 'excel-serial', year, month, day, seconds: timed ? seconds : null, millisecond: 0, offset: null }]
}

function withTime(
  plain: string,
  match: RegExpExecArray | undefined,
  format: DateReading['format'],
  year?: string,
  month?: string,
  day?: string,
): DateReading[] {
  const rest = plain.slice(match?.[0].length ?? 0).replace(/^(?:T|,? +at +|[, ]+)(?=.)/i, '')
  const time = rest === '' ? { seconds: null, millisecond: 0, offset: null } : readTime(rest.trim())
  return time ? [{ format, year: Number(year), month: Number(month), day: Number(day), ...time }] : []
}

function readTime(text: string): Pick<DateReading, 'seconds' | 'millisecond' | 'offset'> | null {
  const parts = TIME.exec(text)?.groups
  if (!parts) return null
  const hour = readHour(Number(parts.hour), parts.half, parts.meridiem)
  const minute = Number(parts.minute)
  const second = Number(parts.second ?? 0)
  const millisecond = Number((parts.fraction ?? '').slice(0, 3).padEnd(3, '0'))
  if (hour === null || minute > 59 || second > 60) return null
  const seconds = hour * 3600 + minute * 60 + second
  if (seconds > 86_400 && hour === 24) return null
  const offset = parts.offset === undefined ? null : readOffset(parts.offset)
  return offset === undefined ? null : { seconds, millisecond: second === 60 ? 0 : millisecond, offset }
}

function readHour(hour: number, half?: string, meridiem?: string): number | null {
  const isPm = meridiem ? /^p/i.test(meridiem) : half !== undefined && ['下午', '晚上', '傍晚'].includes(half)
  const isAm = meridiem ? !isPm : half !== undefined && ['上午', '凌晨', '早上'].includes(half)
  if (isPm) return hour < 12 ? hour + 12 : hour < 24 ? hour : null
  if (isAm) return hour === 12 ? 0 : hour < 12 ? hour : null
  if (half === '中午' && hour < 3) return hour + 12
  return hour <= 24 ? hour : null
}

function readOffset(text: string): number | undefined {
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text)
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  if (minutes > 14 * 60 || Number(match[3] ?? 0) > 59) return undefined
  return match[1] === '-' ? -minutes : minutes
}

const monthNumber = (name = '') => String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1)

/** POSIX's rule for two digits: 69–99 are 19xx, 00–68 are 20xx. */
const fullYear = (year: string) => (year.length === 4 ? year : `${Number(year) < 69 ? 20 : 19}${year}`)

function isRealDay({ year, month, day }: DateReading): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
}
