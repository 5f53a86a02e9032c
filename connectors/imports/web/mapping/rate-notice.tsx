import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'

/** Orders in a currency without a rate can be imported, but bring nothing in any figure until somebody sets it. */
export function RateNotice({ currencies }: { currencies: readonly string[] }) {
  const { t } = useTranslation()
  if (currencies.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      message={
        <>
          {t('imports:map.unrated', { currencies: currencies.join(', ') })}{' '}
          <Link to="/settings">{t('imports:map.setRate')}</Link>
        </>
      }
    />
  )
}
