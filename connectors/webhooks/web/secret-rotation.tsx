import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { refresh } from '#core/web/query-client.ts'
import { SecretBox } from '#core/web/secret-box.tsx'
import { useToast } from '#core/web/use-toast.ts'
import type { rotateSecretCall } from '../contract.ts'
import type { ShownWebhook } from './webhook.ts'

/** A new secret, shown once; the same button asks a second time, because a still older one ends with it. */
export function SecretRotation({ webhook }: { webhook: ShownWebhook }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [asked, setAsked] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const rotate = async () => {
    setAsked(false)
    try {
      const params = { webhookId: webhook.webhookId }
      const made = await callApi<typeof rotateSecretCall>('POST /api/webhooks/:webhookId/secret', { params })
      setSecret(made.secret)
      void refresh('/api/webhooks')
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <>
      <h3>{t('webhooks:secret.title')}</h3>
      {secret ? (
        <SecretBox lead={t('webhooks:secret.once')} secret={secret} />
      ) : (
        <p className="faint">{t('webhooks:secret.hint')}</p>
      )}
      {webhook.oldSecretUntil && (
        <p className="faint">
          {t('webhooks:secret.oldUntil')} <Moment at={webhook.oldSecretUntil} exact />
        </p>
      )}
      {!secret && (
        <Button size="small" danger={asked} onClick={() => (asked ? void rotate() : setAsked(true))}>
          {t(asked ? 'webhooks:secret.sure' : 'webhooks:secret.rotate')}
        </Button>
      )}
    </>
  )
}
