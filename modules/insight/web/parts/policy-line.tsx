import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { useCall } from '#core/web/use-call.ts'
import type { findClassPoliciesCall } from '../../value/contract.ts'

/** How the company treats the customers of this class, in one line. */
export function PolicyLine({ of }: { of: 'key' | 'worth_winning' | 'dispensable' }) {
  const { t } = useTranslation()
  const { data } = useCall<typeof findClassPoliciesCall>('GET /api/insight/class-policies', {}, { keep: true })
  const policy = data?.policies[of]
  if (!policy) return null
  const told = [
    t(`insight:policy.service.${policy.service}`),
    ...(policy.answerHours === null ? [] : [t('insight:policy.answerIn', { count: policy.answerHours })]),
    t(`insight:policy.offers.${policy.offers}`),
    t(`insight:policy.fees.${policy.fees}`),
  ]
  return (
    <p className="basis">
      <PageLink to="/insight/value/policies">{t('insight:policy.treat')}</PageLink> {told.join(' · ')}
      {policy.note && ` · ${policy.note}`}
    </p>
  )
}
