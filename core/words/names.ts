/** A name's two parts; `family` is empty where the text doesn't tell. */
export type SplitName = { family: string; given: string }

const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 司徒 司空 长孙 長孫 宇文 鲜于 鮮于 闾丘 ' +
    '端木 轩辕 軒轅 百里 呼延 南宫 南宮 东郭 東郭 南门 南門 羊舌 微生 梁丘 左丘 西门 西門 公羊 澹台 澹臺 公冶 宗政 濮阳 濮陽 淳于 ' +
    '单于 單于 太叔 申屠 仲孙 仲孫 钟离 鍾離 第五 赫连 赫連 万俟 萬俟 闻人 聞人 拓跋 独孤 獨孤 纳兰 納蘭 完颜 完顏 耶律 贺兰 賀蘭 ' +
    '남궁 황보 제갈 사공 선우 서문 독고 동방'
  ).split(' '),
)
const PARTICLES = new Set(
  'van von der den de del della di da do dos das du la le ter ten bin ibn al el st. san'.split(' '),
)
const HAN_NAME = /^\p{Script=Han}{2,4}$/u
const HANGUL_NAME = /^\p{Script=Hangul}{2,4}$/u
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** A name ready to be stored: NFC, trimmed, inner blanks made one. Case, accents and script stay as the customer writes them. */
export function normaliseName(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ')
}

/**
 * Family and given name. Han and Hangul names put the family name first (compound surnames known, 2–4 characters);
 * "Last, First" by its comma; other names end with the family name and the particles before it (van, de la).
 */
export function splitFullName(text: string): SplitName {
  const name = normaliseName(text)
  const joined = name.replaceAll(' ', '')
  if (HAN_NAME.test(joined) || HANGUL_NAME.test(joined)) return splitEastAsian(name, joined)
  const comma = /^([^,，]+)[,，]([^,，]+)$/u.exec(name)
  if (comma) return { family: (comma[1] ?? '').trim(), given: (comma[2] ?? '').trim() }
  const words = name.split(' ')
  if (words.length < 2 || EAST_ASIAN.test(name)) return { family: '', given: name }
  let start = words.length - 1
  while (start > 1 && PARTICLES.has((words[start - 1] ?? '').toLowerCase())) start--
  return { family: words.slice(start).join(' '), given: words.slice(0, start).join(' ') }
}

/** 王** · 欧阳* · J*** S***: the surname, or each word's first letter, with stars that don't tell a Latin name's length. */
export function maskName(text: string): string {
  const name = normaliseName(text)
  if (name === '') return ''
  const { family, given } = splitFullName(name)
  if (EAST_ASIAN.test(name) && family !== '') return family + '*'.repeat(lettersOf(given).length)
  return name
    .split(' ')
    .map((word) => {
      const letters = lettersOf(word)
      return letters.length > 1 ? `${letters[0]}***` : '*'
    })
    .join(' ')
}

function splitEastAsian(name: string, joined: string): SplitName {
  const spaced = name.split(' ')
  if (spaced.length === 2) return { family: spaced[0] ?? '', given: spaced[1] ?? '' }
  const letters = Array.from(joined)
  const compound = letters.length > 2 && COMPOUND_SURNAMES.has(letters.slice(0, 2).join('')) ? 2 : 1
  return { family: letters.slice(0, compound).join(''), given: letters.slice(compound).join('') }
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

const lettersOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)
