import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Field } from '#core/web/field.tsx'
import { RecordForm } from '#core/web/form.tsx'
import { FormDialog } from '#core/web/form-dialog.tsx'
import { refresh } from '#core/web/query-client.ts'
import { SecretBox } from '#core/web/secret-box.tsx'
import type { addWebhookCall, changeWebhookCall } from '../contract.ts'
import { EventChoice } from './event-choice.tsx'
import type { ShownWebhook } from './webhook.ts'

interface Values {
  description: string
  url: string
  events: string[]
}

/** An address as it has to be written, the same in every language. */
const EXAMPLE = 'https://erp.example/hooks/rapport'

/** Adds a webhook and shows its secret once, or changes one. `onClose` gets the one that was made. */
export function WebhookForm({ webhook, onClose }: { webhook?: ShownWebhook; onClose(made?: string): void }) {
  const { t } = useTranslation()
  const [made, setMade] = useState<{ webhookId: string; secret: string } | null>(null)
  const submit = async (body: Values) => {
    if (webhook) {
      const params = { webhookId: webhook.webhookId }
      const seen = { ifMatch: webhook.version }
      await callApi<typeof changeWebhookCall>('PATCH /api/webhooks/:webhookId', { params, body }, seen)
      onClose()
    } else {
      const answer = await callApi<typeof addWebhookCall>('POST /api/webhooks', { body })
      setMade({ webhookId: answer.webhook.webhookId, secret: answer.secret })
    }
    void refresh('/api/webhooks')
  }
  return (
    <FormDialog
      title={t(webhook ? 'webhooks:form.change' : 'webhooks:list.add')}
      onClose={() => onClose(made?.webhookId)}
      held={made !== null}
    >
      {made ? (
        <>
          <SecretBox lead={t('webhooks:secret.once')} secret={made.secret} />
          <div className="form-buttons">
            <Button type="primary" onClick={() => onClose(made.webhookId)}>
              {t('kit:close')}
            </Button>
          </div>
        </>
      ) : (
        <RecordForm<Values>
          initial={webhook ?? { events: ['customers.*', 'orders.*'] }}
          onSubmit={submit}
          submitLabel={t(webhook ? 'webhooks:form.save' : 'webhooks:list.add')}
          onCancel={() => onClose()}
        >
          <Fields />
        </RecordForm>
      )}
    </FormDialog>
  )
}

function Fields() {
  const { t } = useTranslation()
  return (
    <>
      <Field
        name="description"
        label={t('webhooks:list.description')}
        hint={t('webhooks:form.descriptionHint')}
        required
      >
        <Input autoFocus maxLength={120} />
      </Field>
      <Field name="url" label={t('webhooks:form.url')} hint={t('webhooks:form.urlHint')} required>
        <Input maxLength={2000} placeholder={EXAMPLE} autoComplete="off" inputMode="url" />
      </Field>
      <Field name="events" label={t('webhooks:form.events')} required valuePropName="value">
        <EventChoice />
      </Field>
    </>
  )
}
