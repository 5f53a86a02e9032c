import { normaliseEmail } from '#core/words/emails.ts'
import { editDistance } from '../../duplicates/compute/edit-distance.ts'

export type EmailState = 'ok' | 'role' | 'invalid' | 'typo' | 'test'

export interface CheckedEmail {
  /** `role`: a desk, not a person (info@). All but `ok` and `role` reach nobody. */
  state: EmailState
  /** The address that was probably meant. */
  proposed: string | null
}

const PROVIDERS = (
  'gmail.com hotmail.com outlook.com yahoo.com icloud.com foxmail.com googlemail.com live.com ' +
  'yahoo.co.uk hotmail.co.uk btinternet.com'
).split(' ')
/** Short names are one letter from each other: only what nobody means is listed. */
const TYPOS = new Map(
  Object.entries({
    'qq.con': 'qq.com',
    'qq.cn': 'qq.com',
    'qq.co': 'qq.com',
    'qq.cm': 'qq.com',
    'qq.om': 'qq.com',
    'q.com': 'qq.com',
    'qqq.com': 'qq.com',
    '163.con': '163.com',
    '163.cm': '163.com',
    '163.co': '163.com',
    '163.om': '163.com',
    '126.con': '126.com',
    '126.co': '126.com',
    'sina.con': 'sina.com',
    'sina.om': 'sina.com',
    '139.con': '139.com',
    'aol.con': 'aol.com',
    'gmail.co': 'gmail.com',
    'gmail.cn': 'gmail.com',
    gmail: 'gmail.com',
    qq: 'qq.com',
    '163': '163.com',
    '126': '126.com',
  }),
)
/** Of what was typed for an address; longer ones are none. */
const LONGEST = 320
/** One letter from a provider, and real all the same. */
const REAL = new Set(
  'mail.com ymail.com email.com gmx.com hotmail.co hotmail.de hotmail.fr outlook.co outlook.cn outlook.de yahoo.co love.com life.com line.com lite.com'.split(
    ' ',
  ),
)
const ROLES = /^(?:info|sales|admin|support|contact|service|office|noreply|no-reply|webmaster|postmaster|kefu)$/
const TESTS =
  /^(?:test|tester|testing|asdf+|qwe(?:rty)?|aaa+|xxx+|111+|123(?:456?)?|none|null|na|abc|fake|nobody)\d{0,3}$/
/** Locals that nobody has, also at a provider; abc123@qq.com may well be somebody. */
const NOBODYS = /^(?:test|testing|asdf+|none|null|fake|nobody)$/
const TEST_DOMAINS =
  /^(?:test|asdf|abc|aaa|xxx|none|null|fake|localhost)\.(?:com|cn|net|org|co)$|\.(?:test|invalid|localhost)$/

/**
 * Whether an address can reach somebody: its form, well-known domains mistyped (gmial.com → gmail.com), addresses typed
 * to get past a form (test@test.com), addresses of a desk instead of a person. It asks no server.
 */
export function checkEmail(text: string): CheckedEmail {
  const address = normaliseEmail(text)
  if (address === null) return { state: 'invalid', proposed: mended(text) }
  const at = address.lastIndexOf('@')
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)]
  const meant = meantDomain(domain)
  if (meant) return { state: 'typo', proposed: `${local}@${meant}` }
  if (/\.\d+$/.test(domain)) return { state: 'invalid', proposed: null }
  if (TEST_DOMAINS.test(domain) || (TESTS.test(local) && local === domain.split('.')[0]))
    return { state: 'test', proposed: null }
  if (NOBODYS.test(local)) return { state: 'test', proposed: null }
  return { state: ROLES.test(local) ? 'role' : 'ok', proposed: null }
}

function meantDomain(domain: string): string | null {
  const known = TYPOS.get(domain)
  if (known) return known
  if (REAL.has(domain) || PROVIDERS.includes(domain)) return null
  const ending = domain.replace(/\.(?:con|cmo|ocm|comm|vom|xom|coom)$/, '.com').replace(/\.com\.com$/, '.com')
  if (ending !== domain) return meantDomain(ending) ?? ending
  return PROVIDERS.find((provider) => editDistance(domain, provider, 1) === 1) ?? null
}

/** What an address without a right form was meant to be: blanks, doubled or wide signs, a full stop at the end. */
function mended(text: string): string | null {
  const plain = text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/^mailto:/i, '')
    .replace(/[。,，;；]/gu, '.')
    .replace(/@{2,}/g, '@')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.<]+|[.>]+$/g, '')
  const at = plain.lastIndexOf('@')
  const known = at > 0 ? TYPOS.get(plain.slice(at + 1).toLowerCase()) : undefined
  const address = normaliseEmail(known ? `${plain.slice(0, at)}@${known}` : plain)
  if (address === null || checkEmail(address).state === 'test') return null
  return checkEmail(address).proposed ?? address
}
