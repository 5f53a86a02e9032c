import { Alert, Typography } from 'antd'
import { useTranslation } from 'react-i18next'

/** Something that is shown once: a link, a key, backup codes; with a button that copies it. */
export function SecretBox({ lead, secret }: { lead: string; secret: string }) {
  const { t } = useTranslation()
  return (
    <Alert
      type="info"
      title={lead}
      description={
        <Typography.Paragraph
          copyable={{ text: secret, tooltips: [t('kit:copy'), t('kit:copied')] }}
          style={{ marginBottom: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontFamily: 'monospace' }}
        >
          {secret}
        </Typography.Paragraph>
      }
    />
  )
}
