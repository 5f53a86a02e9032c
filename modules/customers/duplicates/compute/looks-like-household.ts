import { normalFullName } from './normal-name.ts'
import type { Row, ScoredPair } from './table.ts'

type Cells = Row['fields']

const SAME_HOME: ReadonlySet<string> = new Set(['exact', 'near'])
const SAME_NAME: ReadonlySet<string> = new Set(['exact', 'same sound', 'swapped'])
const HAN_ONLY = /^\p{Script=Han}+$/u
// A father is this much older than his son; a typing error seldom is so far off.
const A_GENERATION = 15

/**
 * Whether two records that are alike may be two people who live together: one home (address or landline), one family
 * (name or phone), and somebody else in it: another given name, birthday or gender. A rule of our own, and only a question
 * to whoever decides.
 */
export function looksLikeHousehold({ reasons }: ScoredPair, a: Cells | undefined, b: Cells | undefined): boolean {
  if (!a || !b) return false
  const levelOf = (field: string) => reasons.find((reason) => reason.field === field)?.level ?? ''
  const hasOnePhone = levelOf('phone') === 'exact'
  const isHome = SAME_HOME.has(levelOf('address')) || (hasOnePhone && isLandline(a['phone']))
  const isFamily = SAME_NAME.has(levelOf('name: surname')) || hasOnePhone
  return (
    isHome && isFamily && (hasOtherName(levelOf('name: given name'), a, b) || hasOtherLife(levelOf('birthday'), a, b))
  )
}

function hasOtherName(level: string, a: Cells, b: Cells): boolean {
  if (level === 'different') return true
  if (level === '' || SAME_NAME.has(level)) return false
  // 小明 and 小红 are alike in pinyin, and two people.
  const [one, other] = [a, b].map((cells) => normalFullName(cells['name'] ?? '').given?.text ?? '')
  return HAN_ONLY.test(one ?? '') && HAN_ONLY.test(other ?? '')
}

function hasOtherLife(birthday: string, a: Cells, b: Cells): boolean {
  if (birthday === 'different') return true
  const [one, other] = [a['birthday'], b['birthday']].map((day) => Number.parseInt(day ?? '', 10))
  if (birthday !== 'exact' && Math.abs((one ?? 0) - (other ?? 0)) >= A_GENERATION) return true
  const isTold =
    a['gender'] && b['gender'] && [a['gender'], b['gender']].every((gender) => /^(male|female)$/.test(gender))
  return Boolean(isTold) && a['gender'] !== b['gender']
}

/** Chinese landlines are told by their number; elsewhere nobody can tell without a plan of numbers. */
const isLandline = (phone: string | null | undefined): boolean =>
  /^(?:\+86|0)(?!1[3-9]\d{9}$)\d{9,11}$/.test(phone ?? '')
