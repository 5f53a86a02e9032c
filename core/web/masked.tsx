import { EyeInvisibleOutlined } from '@ant-design/icons'
import './figures.css'
import { useTranslation } from 'react-i18next'
import { useSession } from './session.ts'

/** A value of a class that may be masked (`phone`, `email`, …): says so where it is, so nobody takes the stars for the customer's own. */
export function Masked({ of, value }: { of: string; value: string | null | undefined }) {
  const { t } = useTranslation()
  const masked = useSession().masked.includes(of)
  if (!value) return <span className="faint">–</span>
  if (!masked) return <span className="plain-value">{of === 'email' ? <Mail address={value} /> : value}</span>
  return (
    <span className="plain-value" title={t('kit:masked')}>
      {value} <EyeInvisibleOutlined aria-label={t('kit:masked')} className="faint" />
    </span>
  )
}

/** Where a mail address must break, it breaks before its @. */
function Mail({ address }: { address: string }) {
  const at = address.indexOf('@')
  if (at < 0) return address
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  )
}
