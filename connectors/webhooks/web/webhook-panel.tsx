import { Alert, Button, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { changeWebhookCall, deleteWebhookCall, testWebhookCall } from '../contract.ts'
import { DeliveryLog } from './delivery-log.tsx'
import { eventText } from './event-text.ts'
import { ReplaySince } from './replay-since.tsx'
import { SecretRotation } from './secret-rotation.tsx'
import type { ShownWebhook } from './webhook.ts'
import { WebhookForm } from './webhook-form.tsx'

/** One webhook: where it goes, how it does, its secret, and what was sent. */
export function WebhookPanel({ webhook, onDeleted }: { webhook: ShownWebhook; onDeleted(): void }) {
  const { t } = useTranslation()
  const [changing, setChanging] = useState(false)
  return (
    <div className="webhook-panel">
      <Trouble webhook={webhook} />
      <dl className="webhook-facts">
        <dt>{t('webhooks:form.url')}</dt>
        <dd>
          <code>{webhook.url}</code> <Typography.Text copyable={{ text: webhook.url }} />
        </dd>
        <dt>{t('webhooks:form.events')}</dt>
        <dd>{webhook.events.map((type) => eventText(t, type)).join(t('webhooks:event.between'))}</dd>
        <dt>{t('webhooks:list.lastSuccess')}</dt>
        <dd>{webhook.lastSuccessAt ? <Moment at={webhook.lastSuccessAt} /> : t('webhooks:list.never')}</dd>
        {webhook.lastFailureAt && (
          <>
            <dt>{t('webhooks:panel.lastFailure')}</dt>
            <dd>
              <Moment at={webhook.lastFailureAt} />
            </dd>
          </>
        )}
      </dl>
      <Buttons webhook={webhook} onChange={() => setChanging(true)} onDeleted={onDeleted} />
      <SecretRotation webhook={webhook} />
      <h3>{t('webhooks:log.title')}</h3>
      <DeliveryLog webhook={webhook} />
      <ReplaySince webhook={webhook} />
      {changing && <WebhookForm webhook={webhook} onClose={() => setChanging(false)} />}
    </div>
  )
}

/** What needs somebody, and what to do about it. */
function Trouble({ webhook }: { webhook: ShownWebhook }) {
  const { t } = useTranslation()
  if (webhook.disabledWhy) return <Alert type="error" showIcon title={t('webhooks:panel.gone')} />
  if (webhook.parked > 0) {
    return <Alert type="warning" showIcon title={t('webhooks:panel.parked', { count: webhook.parked })} />
  }
  if (webhook.restingUntil) return <Alert type="warning" showIcon title={t('webhooks:panel.resting')} />
  return null
}

interface ButtonsProps {
  webhook: ShownWebhook
  onChange(): void
  onDeleted(): void
}

function Buttons({ webhook, onChange, onDeleted }: ButtonsProps) {
  const { t } = useTranslation()
  const toast = useToast()
  const [asked, setAsked] = useState(false)
  const params = { webhookId: webhook.webhookId }
  const doing = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work()
      toast.done(done)
    } catch (error) {
      toast.failed(error)
    }
    void refresh('/api/webhooks')
  }
  const sendTest = () => callApi<typeof testWebhookCall>('POST /api/webhooks/:webhookId/test', { params })
  const stop = (disabled: boolean) =>
    callApi<typeof changeWebhookCall>(
      'PATCH /api/webhooks/:webhookId',
      { params, body: { disabled } },
      { ifMatch: webhook.version },
    )
  const remove = async () => {
    await callApi<typeof deleteWebhookCall>('DELETE /api/webhooks/:webhookId', { params })
    onDeleted()
  }
  const { disabledAt, description: name } = webhook
  return (
    <div className="webhook-buttons">
      <Button
        disabled={disabledAt !== null}
        onClick={() => void doing(sendTest, t('webhooks:panel.testSent'))}
        type="primary"
      >
        {t('webhooks:panel.test')}
      </Button>
      <Button onClick={onChange}>{t('webhooks:form.change')}</Button>
      {disabledAt ? (
        <Button onClick={() => void doing(() => stop(false), t('webhooks:panel.isStarted', { name }))}>
          {t('webhooks:panel.start')}
        </Button>
      ) : (
        <Button onClick={() => void doing(() => stop(true), t('webhooks:panel.isStopped', { name }))}>
          {t('webhooks:panel.stop')}
        </Button>
      )}
      {/* Deleting can't be undone, so the same button asks a second time. */}
      <Button
        danger={asked}
        onClick={() => (asked ? void doing(remove, t('webhooks:panel.isDeleted', { name })) : setAsked(true))}
      >
        {t(asked ? 'webhooks:panel.deleteSure' : 'webhooks:panel.delete')}
      </Button>
    </div>
  )
}
