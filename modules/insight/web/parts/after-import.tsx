import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { useCall } from '#core/web/use-call.ts'
import type { findOverviewCall } from '../../overview/contract.ts'
import { Blank } from './blank.tsx'

/** What an import set going: whether the analysis has taken it in yet, and the way to the overview. */
export default function AfterImport({ finishedAt }: { finishedAt: string }) {
  const { t } = useTranslation()
  const { data } = useCall<typeof findOverviewCall>('GET /api/insight/overview', { query: {} }, { live: 'insight' })
  if (!data) return null
  const { analysis } = data
  const isIn = analysis !== null && Date.parse(analysis.startedAt) >= Date.parse(finishedAt)
  return (
    <p aria-live="polite">
      {isIn ? t('insight:afterImport.done', { count: analysis.customers }) : t('insight:afterImport.running')}
      <Blank />
      <PageLink to="/overview">{t('insight:afterImport.look')}</PageLink>
    </p>
  )
}
