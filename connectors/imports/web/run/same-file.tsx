import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'

/** That this very file came before, and when it was. */
export function SameFile({ of, text }: { of: string; text: string }) {
  const { t } = useTranslation()
  return (
    <Alert
      className="run-notice"
      type="info"
      showIcon
      title={
        <>
          {text} <PageLink to={`/import/${of}`}>{t('imports:result.sameShow')}</PageLink>
        </>
      }
    />
  )
}
