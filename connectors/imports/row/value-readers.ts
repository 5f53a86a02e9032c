import { normaliseEmail } from '#core/words/emails.ts'
import { normalisePhone } from '#core/words/phones.ts'
import { isCountryCode } from '#core/words/regions.ts'
import { cleanControl } from '#core/words/text.ts'
import type { Field } from '../fields/field.ts'
import { headerKey } from '../fields/header-key.ts'
import { orderStatusOf } from '../fields/order-status.ts'
import { isKnownCurrency, type Mapping } from '../mapping/mapping.ts'
import { BadValue } from './bad-value.ts'
import { amountReader, numberReader, priceReader, quantityReader } from './read-amount.ts'
import { dayReader, momentReader } from './read-moment.ts'
import { remember } from './remember.ts'

/** What stands in a staged row: anything JSON carries exactly. Moments are milliseconds, amounts micro units as text. */
export type Packed = string | number | boolean | string[] | null

/** `place`: the country that the row names, ISO alpha-2, for what is written differently there. */
export type ValueReader = (text: string, place?: string) => Packed | BadValue

export interface ReadingRules {
  formats: Mapping['formats']
  /** The company's, where the mapping names none. */
  zone: string
  phoneCountry: string
  /** What a file tells of has happened by this moment (milliseconds); absent: it doesn't matter when. */
  latest?: number
  /** The encoding was guessed from broken bytes: characters that didn't decode are looked for in every cell. */
  mayBeBroken?: boolean
}

const tooLong = new BadValue('too_long')
const controlled = new BadValue('control_character')

/** How cells of this field become values. */
export function readerOf(field: Field, rules: ReadingRules): ValueReader {
  const { decimal, date } = rules.formats
  const zone = rules.formats.zone ?? rules.zone
  switch (field.type) {
    case 'key':
      return readKey
    case 'text':
    case 'postcode':
      return readText
    case 'long':
      return (text) => cleanControl(text)
    case 'email':
      return remember((text) => normaliseEmail(text) ?? new BadValue('not_an_email'))
    case 'phone':
      return phoneReader(rules.formats.phoneCountry ?? rules.phoneCountry)
    case 'moment':
      return field.hasCome ? pastReader(momentReader(zone, date), rules.latest) : momentReader(zone, date)
    case 'day':
      return dayReader(zone, date)
    case 'quantity':
      return quantityReader(decimal)
    case 'price':
      return priceReader(decimal)
    case 'amount':
      return amountReader(decimal)
    case 'number':
      return numberReader(decimal)
    case 'status':
      return remember((text) => orderStatusOf(text) ?? `?${text.slice(0, 100)}`)
    case 'tags':
      return (text) => [
        ...new Set(
          text
            .split(/[,;|，；、]/u)
            .map((tag) => tag.trim())
            .filter((tag) => tag !== '' && tag.length <= 100),
        ),
      ]
    default:
      return remember(choiceReader(field.type))
  }
}

const future = new BadValue('in_future')

/** Refuses moments after `latest`. */
function pastReader(read: (text: string) => number | BadValue, latest = Number.POSITIVE_INFINITY): ValueReader {
  return (text) => {
    const at = read(text)
    return typeof at === 'number' && at > latest ? future : at
  }
}

const CONTROL = /\p{Cc}/u

const readText = (text: string): Packed | BadValue =>
  text.length > 500 ? tooLong : CONTROL.test(text) ? cleanControl(text) : text

function readKey(text: string): Packed | BadValue {
  if (text.length > 200) return tooLong
  // Taobao puts an apostrophe before long numbers, so that a spreadsheet keeps their digits.
  const bare = text.startsWith("'") ? text.slice(1) : text
  if (CONTROL.test(bare)) return controlled
  return bare.normalize('NFC')
}

/** Numbers without a country code belong to the row's country where that fits, else to the file's. */
function phoneReader(country: string): ValueReader {
  const home = isCountryCode(country) ? country : 'CN'
  const inCountries = new Map<string, ValueReader>()
  const readIn = (place: string): ValueReader => {
    const known = inCountries.get(place)
    if (known) return known
    const read = remember(
      (text) => normalisePhone(text, place) ?? normalisePhone(text, home) ?? new BadValue('not_a_phone'),
    )
    inCountries.set(place, read)
    return read
  }
  return (text, place = home) => {
    const isChinese = place === 'CN' && /^1[3-9]\d{9}$/.test(text) && !/^(\d)\1+$/.test(text)
    return isChinese ? `+86${text}` : readIn(place)(text)
  }
}

const WORDS: Record<string, Record<string, string>> = {
  gender: {
    female: 'female|f|w|woman|women|mrs|ms|女|女士|女性',
    male: 'male|m|man|men|mr|男|先生|男性',
    other: 'other|o|x|d|diverse|non binary|其他|其它',
  },
  yesno: {
    true: 'yes|true|1|y|t|on|subscribed|opted in|given|是|有|同意|已订阅',
    false: 'no|false|0|n|f|off|unsubscribed|opted out|withdrawn|not subscribed|否|无|不同意|未订阅|已退订',
  },
  direction: {
    inbound: 'inbound|in|incoming|received|呼入|来电|接收|客户发起',
    outbound: 'outbound|out|outgoing|sent|呼出|去电|发送|商家发起',
    internal: 'internal|note|内部',
  },
  currency: {
    CNY: '¥|￥|RMB|人民币|元|CNY¥',
    GBP: '£',
    EUR: '€',
    USD: '$|US$',
    JPY: '円|日元',
    BRL: 'R$',
    INR: '₹',
    KRW: '₩',
  },
}
const UNKNOWN: Record<string, string> = {
  gender: 'not_a_gender',
  yesno: 'not_yes_or_no',
  direction: 'not_a_direction',
}
const CHANNELS: Record<string, string> = {
  电话: 'phone',
  短信: 'sms',
  邮件: 'email',
  邮箱: 'email',
  微信: 'wechat',
  门店: 'shop',
  网店: 'web',
  网站: 'web',
  信件: 'letter',
  传真: 'fax',
  在线客服: 'chat',
  聊天: 'chat',
  call: 'phone',
  telephone: 'phone',
  mail: 'email',
}

// What kind of touch it was, in the words of the timeline.
const KINDS: Record<string, string> = {
  电话: 'call',
  通话: 'call',
  来电: 'call',
  phone: 'call',
  phone_call: 'call',
  邮件: 'mail',
  email: 'mail',
  短信: 'message',
  消息: 'message',
  sms: 'message',
  聊天: 'chat',
  咨询: 'chat',
  拜访: 'visit',
  到店: 'visit',
  投诉: 'complaint',
  评价: 'review',
  评论: 'review',
  信件: 'letter',
  传真: 'fax',
  备注: 'note',
  浏览: 'page_view',
  加购: 'cart',
  搜索: 'search',
  对比: 'compare',
}

function choiceReader(type: Field['type']): ValueReader {
  if (type === 'word') return wordReader(CHANNELS)
  if (type === 'kind') return wordReader(KINDS)
  const table = new Map(
    Object.entries(WORDS[type] ?? {}).flatMap(([value, words]) => words.split('|').map((word) => [fold(word), value])),
  )
  return (text) => {
    const value = table.get(fold(text))
    if (type === 'currency') {
      const code = value ?? text.toUpperCase()
      return isKnownCurrency(code) ? code : new BadValue('not_a_currency')
    }
    if (value === undefined) return new BadValue(UNKNOWN[type] ?? 'not_known')
    return type === 'yesno' ? value === 'true' : value
  }
}

function wordReader(known: Record<string, string>): ValueReader {
  return (text) => {
    const word = text
      .normalize('NFC')
      .toLowerCase()
      .trim()
      .replace(/[\s-]+/g, '_')
    return word.length > 60 || /\p{Cc}/u.test(word) ? tooLong : (known[word] ?? word)
  }
}

const fold = (text: string) => headerKey(text) || text.trim()
