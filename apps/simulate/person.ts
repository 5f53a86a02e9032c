import { type Country, countryOf } from './countries.ts'
import { dayText } from './day-text.ts'
import { otherSpelling } from './other-spelling.ts'
import { personName } from './person-name.ts'
import { phoneNumber } from './phone-number.ts'
import { type PostalAddress, postalAddress } from './postal-address.ts'
import { Random } from './random.ts'
import type { ShopPlan } from './simulate-options.ts'
import { spread } from './spread.ts'

export type Person = PostalAddress & {
  index: number
  country: Country
  ref: string
  name: string
  email: string
  /** Some people order with a second address. */
  secondEmail: string
  phone: string
  /** The phone as they typed it when they registered. */
  typedPhone: string
  gender: string
  birthday: string
  company: string
  cardNumber: string
  tags: string
  consentEmail: boolean
  consentSms: boolean
  /** The second record of the same person, where they registered twice. */
  twin?: { ref: string; name: string; email: string }
}

// A prime above twice the greatest number of customers: references stay unique.
const REFERENCES = 10_000_019
const DOMAINS = ['example.com', 'mail.example.com', 'post.example', 'inbox.example', 'letter.example']
const TAGS: Record<ShopPlan['language'], string[]> = {
  zh: '老客推荐 会员日 企业客户 宝妈 养猫 价格敏感 直播间 线下活动 订阅邮件 常送礼'.split(' '),
  en: 'referred,member day,business,young parent,cat owner,price sensitive,live stream,event,newsletter,gift buyer'.split(
    ',',
  ),
}

function reference(number: number): string {
  return `K${String(spread(number, REFERENCES)).padStart(8, '0')}`
}

function emailOf(latin: string[], index: number, kind: string, random: Random): string {
  const separator = random.pick(['.', '_', ''])
  return `${latin.join(separator)}${kind}${(index + 11).toString(36)}@${random.pick(DOMAINS)}`
}

function typed(phone: string, country: Country, random: Random): string {
  const draw = random.next()
  if (phone === '' || draw > 0.45) return phone
  if (country === 'US') return `(${phone.slice(2, 5)}) ${phone.slice(5, 8)}-${phone.slice(8)}`
  if (country === 'BR') return phone.slice(3)
  if (country !== 'CN') return draw < 0.2 ? `00${phone.slice(1)}` : phone
  const own = phone.slice(3)
  if (draw < 0.25) return own
  return draw < 0.37 ? `${own.slice(0, 3)} ${own.slice(3, 7)} ${own.slice(7)}` : `86-${own}`
}

function companyOf(country: Country, family: string, region: string, random: Random): string {
  if (country !== 'CN') return `${family} ${random.pick(['& Sons', 'Trading', 'Catering', 'Offices'])}`
  const kind = random.pick(['餐饮店', '办公服务', '幼儿园', '便利店', '咖啡馆', '民宿'])
  return `${region.replace(/[省市]$/, '')}${family}记${kind}`
}

/** Who customer number `index` is; what they do is decided elsewhere, from other draws. */
export function makePerson(plan: ShopPlan, index: number): Person {
  const random = new Random(plan.seed, 21, index)
  const { country, rank } = countryOf(index)
  const woman = random.chance(0.62)
  const name = personName(country, woman, random)
  const place = postalAddress(country, random)
  const phone = random.chance(0.94) ? (phoneNumber(country, rank) ?? '') : ''
  const email = random.chance(0.88) ? emailOf(name.latin, index, '', random) : ''
  const twice = phone !== '' && random.chance(0.017)
  const tags = TAGS[plan.language]
  const birthday = random.whole(-9000, 13_500)
  return {
    ...place,
    index,
    country,
    ref: reference(2 * index),
    name: name.full,
    email,
    secondEmail: email !== '' && random.chance(0.07) ? emailOf(name.latin, index, 'x', random) : '',
    phone,
    typedPhone: typed(phone, country, random),
    gender: random.chance(0.85) ? (woman ? 'female' : 'male') : '',
    birthday: random.chance(0.65) ? dayText(birthday) : '',
    company: random.chance(0.03) ? companyOf(country, name.family, place.region, random) : '',
    cardNumber: random.chance(0.6) ? `8800${String(spread(index, REFERENCES)).padStart(8, '0')}` : '',
    tags: random.chance(0.3) ? [random.pick(tags), ...(random.chance(0.3) ? [random.pick(tags)] : [])].join(';') : '',
    consentEmail: email !== '' && random.chance(0.68),
    consentSms: phone !== '' && random.chance(0.55),
    ...(twice && {
      twin: {
        ref: reference(2 * index + 1),
        name: otherSpelling(name, random),
        email: random.chance(0.7) ? emailOf(name.latin, index, 'y', random) : '',
      },
    }),
  }
}
