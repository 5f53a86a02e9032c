import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { useSession } from '#core/web/session.ts'

/** Reminds a first owner who came in by the link that there is no way back in yet. */
export function FirstSteps() {
  const { t } = useTranslation()
  const { passwordSet } = useSession()
  if (passwordSet !== false) return null
  return (
    <p className="first-steps" role="status">
      {t('desk:frame.noPassword')} <PageLink to="/sign-in/first">{t('desk:frame.setPassword')}</PageLink>
    </p>
  )
}
