import { checkEmail } from '../rules/check-email.ts'
import { checkPhone } from '../rules/check-phone.ts'
import type { CleanField, CleanRecord } from '../rules/clean-record.ts'
import { proposalsOf, RULES, type RuleKey } from '../rules/rules.ts'
import { type Quality, qualityOf, type Weights } from './quality-of.ts'

export interface RecordScene {
  weights: Weights
  homeCountry: string
  now: Date
}

export interface CheckedRecord extends Quality {
  /** Rules that would change it, and which fields. */
  findings: { rule: RuleKey; fields: CleanField[] }[]
}

const FORM_RULES: ReadonlySet<RuleKey> = new Set(['spaces', 'name_case', 'phone'])

/** All that the house has to say about the state of one record: its quality, its gaps, and what rules would change. */
export function checkRecord(record: CleanRecord, { weights, homeCountry, now }: RecordScene): CheckedRecord {
  const findings = RULES.map((rule) => ({
    rule,
    fields: proposalsOf(rule, record, homeCountry).map(({ field }) => field),
  })).filter(({ fields }) => fields.length > 0)
  const phone = record.phone === null ? null : checkPhone(record.phone, { own: record.country, home: homeCountry })
  const checked = {
    record,
    email: record.email === null ? null : checkEmail(record.email).state,
    phone: phone && (phone.isValid ? ('ok' as const) : ('invalid' as const)),
    isTidy: !findings.some(({ rule }) => FORM_RULES.has(rule)),
  }
  return { ...qualityOf(checked, weights, now), findings }
}
