import { useMatches } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import type { DeskPage } from '#core/web/pages.ts'
import { EmptyState } from '#core/web/states.tsx'
import { useMay } from '#core/web/use-may.ts'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    page?: DeskPage
  }
}

/** Lets in who may enter the shown page; the server decides by itself, this only spares people an error. */
export function PageGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const may = useMay()
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData.page })
  if (!page || may(page.permission)) return children
  return (
    <Page title={t(page.title)}>
      <EmptyState title={t('desk:notYours.title')} reason={t('desk:notYours.reason')} />
    </Page>
  )
}
