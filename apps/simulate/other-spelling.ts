import type { PersonName } from './person-name.ts'
import type { Random } from './random.ts'

// Traditional forms of common name characters, as customers from Hong Kong or Macau type them.
const TRADITIONAL: Record<string, string> = {
  张: '張',
  刘: '劉',
  陈: '陳',
  杨: '楊',
  黄: '黃',
  赵: '趙',
  吴: '吳',
  孙: '孫',
  马: '馬',
  罗: '羅',
  郑: '鄭',
  谢: '謝',
  许: '許',
  韩: '韓',
  冯: '馮',
  邓: '鄧',
  肖: '蕭',
  蒋: '蔣',
  叶: '葉',
  苏: '蘇',
  吕: '呂',
  卢: '盧',
  钟: '鍾',
  谭: '譚',
  陆: '陸',
  丽: '麗',
  艳: '豔',
  兰: '蘭',
  强: '強',
  军: '軍',
  伟: '偉',
  国: '國',
  华: '華',
  东: '東',
  龙: '龍',
  辉: '輝',
  涛: '濤',
  红: '紅',
  凤: '鳳',
  静: '靜',
}

function chineseSpelling(name: PersonName, random: Random): string {
  const [family = '', given = ''] = name.latin
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
  const traditional = [...name.full].map((sign) => TRADITIONAL[sign] ?? sign).join('')
  const forms = [
    `${capital(family)} ${capital(given)}`,
    `${name.family} ${name.given}`,
    `${capital(given)} ${capital(family)}`,
  ]
  if (traditional !== name.full) forms.push(traditional, traditional)
  return random.pick(forms)
}

function latinSpelling(name: PersonName, random: Random): string {
  const place = 1 + Math.floor(random.next() * Math.max(1, name.family.length - 2))
  const swapped =
    name.family.slice(0, place) +
    (name.family[place + 1] ?? '') +
    (name.family[place] ?? '') +
    name.family.slice(place + 2)
  const plain = name.full.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss')
  const forms = [`${name.given.charAt(0)}. ${name.family}`, `${name.family}, ${name.given}`, `${name.given} ${swapped}`]
  if (plain !== name.full) forms.push(plain)
  return random.pick(forms)
}

/** How the same person wrote their name when they registered again: pinyin, traditional characters, initial, typing error. */
export function otherSpelling(name: PersonName, random: Random): string {
  return /^[\p{Script=Han}]/u.test(name.full) ? chineseSpelling(name, random) : latinSpelling(name, random)
}
