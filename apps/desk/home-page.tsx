import { Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { useSession } from '#core/web/session.ts'
import { EmptyState } from '#core/web/states.tsx'
import { useMay } from '#core/web/use-may.ts'
import { menuPages } from './frame/menu-pages.ts'
import WelcomePage from './welcome-page.tsx'

/** Where people arrive: the overview, else the first page they may enter; in an empty house the welcome. */
export default function HomePage() {
  const { t } = useTranslation()
  const { empty } = useSession()
  const may = useMay()
  if (empty) return <WelcomePage />
  const pages = menuPages(may)
  const first = pages.find((page) => page.path === '/overview') ?? pages[0]
  if (first) return <Navigate to={first.path} replace />
  return (
    <Page title={t('desk:home.title')}>
      <EmptyState title={t('desk:home.nothing')} reason={t('desk:home.nothingReason')} />
    </Page>
  )
}
