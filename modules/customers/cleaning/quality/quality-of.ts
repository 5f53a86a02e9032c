import type { EmailState } from '../rules/check-email.ts'
import type { CleanRecord } from '../rules/clean-record.ts'

/** What the quality of a record is made of. */
export const PARTS = [
  'name',
  'contact',
  'email',
  'phone',
  'region',
  'consent',
  'birthday',
  'tidy',
  'fresh',
  'single',
] as const
export type Part = (typeof PARTS)[number]
export type Weights = Record<Part, number>

/** What may be missing or wrong with a record. */
export const GAPS = [
  'no_name',
  'no_contact',
  'no_email',
  'email_invalid',
  'no_phone',
  'phone_invalid',
  'no_region',
  'no_consent',
  'no_birthday',
  'untidy',
  'stale',
  'double',
] as const
export type Gap = (typeof GAPS)[number]

/** A record with the verdicts of the rules. */
export interface Checked {
  record: Pick<
    CleanRecord,
    'kind' | 'name' | 'company' | 'region_path' | 'birthday' | 'consentKnown' | 'aliveAt' | 'maybeDouble'
  >
  /** Null: there is none. */
  email: EmailState | null
  phone: 'ok' | 'invalid' | null
  /** No rule about blanks, case or form would change it. */
  isTidy: boolean
}

export interface Quality {
  /** 0 to 100. */
  score: number
  gaps: Gap[]
  /** Share of each part's weight that is reached, 0 to 1; parts that don't concern the record are missing. */
  parts: { part: Part; share: number; weight: number; gap: Gap | null }[]
}

const YEAR_MS = 365.25 * 86_400_000
const REACHES: ReadonlySet<EmailState | 'ok' | null> = new Set(['ok', 'role'])

/**
 * The quality of a record: 100 × Σ weight × share ÷ Σ weight over the parts that concern it, rounded. A share is 1 for
 * what is there and valid, 0 for what is missing or invalid, and half for: an address of a desk instead of a person
 * (info@), a country without a region, a record nobody heard of for one to two years. Organisations have no birthday.
 * A measure of our own, made to be read: each point lost names its gap.
 */
export function qualityOf(checked: Checked, weights: Weights, now: Date): Quality {
  const parts = PARTS.flatMap((part) => {
    const judged = JUDGE[part](checked, now)
    return judged === null ? [] : [{ part, weight: weights[part], ...judged }]
  })
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0)
  const reached = parts.reduce((sum, { weight, share }) => sum + weight * share, 0)
  return {
    score: whole === 0 ? 100 : Math.round((100 * reached) / whole),
    gaps: [...new Set(parts.flatMap(({ gap }) => gap ?? []))],
    parts,
  }
}

type Judged = { share: number; gap: Gap | null }

const whether = (good: boolean, gap: Gap): Judged => ({ share: good ? 1 : 0, gap: good ? null : gap })

const JUDGE: Record<Part, (checked: Checked, now: Date) => Judged | null> = {
  name: ({ record }) =>
    whether(/\p{L}/u.test(record.name || (record.kind === 'person' ? '' : (record.company ?? ''))), 'no_name'),
  contact: ({ email, phone }) => whether(REACHES.has(email) || REACHES.has(phone), 'no_contact'),
  email: ({ email }) => {
    if (email === null) return { share: 0, gap: 'no_email' }
    return email === 'role' ? { share: 0.5, gap: null } : whether(email === 'ok', 'email_invalid')
  },
  phone: ({ phone }) => whether(phone === 'ok', phone === null ? 'no_phone' : 'phone_invalid'),
  region: ({ record: { region_path } }) => ({
    share: region_path === null || region_path === '' ? 0 : region_path.includes('/') ? 1 : 0.5,
    gap: region_path?.includes('/') ? null : 'no_region',
  }),
  consent: ({ record }) => whether(record.consentKnown, 'no_consent'),
  birthday: ({ record }) => (record.kind === 'person' ? whether(record.birthday !== null, 'no_birthday') : null),
  tidy: ({ isTidy }) => whether(isTidy, 'untidy'),
  fresh: ({ record: { aliveAt } }, now) => {
    const years = (now.getTime() - aliveAt.getTime()) / YEAR_MS
    return { share: years < 1 ? 1 : years < 2 ? 0.5 : 0, gap: years < 2 ? null : 'stale' }
  },
  single: ({ record }) => whether(!record.maybeDouble, 'double'),
}
