import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { EmptyState } from '#core/web/states.tsx'
import { useGo } from '#core/web/use-go.ts'

export default function NotFoundPage() {
  const { t } = useTranslation()
  const go = useGo()
  return (
    <Page title={t('desk:notFound.title')} heading={<span />}>
      <EmptyState title={t('desk:notFound.title')} reason={t('desk:notFound.reason')}>
        <Button type="primary" onClick={() => go('/')}>
          {t('desk:notFound.home')}
        </Button>
        <Button onClick={() => window.history.back()}>{t('desk:notFound.back')}</Button>
      </EmptyState>
    </Page>
  )
}
