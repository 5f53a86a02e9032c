import { RedoOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { replayDeliveryCall } from '../contract.ts'
import { eventText } from './event-text.ts'
import type { Delivery, ShownWebhook } from './webhook.ts'

const SIGNS = { waiting: '…', sending: '▸', delivered: '✓', parked: '!', cut: '×' } as const

/** One delivery: what, how it went, when it is tried again; a button sends it again. */
export function DeliveryLine({ delivery, webhook }: { delivery: Delivery; webhook: ShownWebhook }) {
  const { t } = useTranslation()
  const toast = useToast()
  const { state, messageId } = delivery
  const replay = async () => {
    try {
      const params = { webhookId: webhook.webhookId, messageId }
      await callApi<typeof replayDeliveryCall>('POST /api/webhooks/:webhookId/deliveries/:messageId/replay', { params })
      toast.done(t('webhooks:log.isReplayed'))
    } catch (error) {
      toast.failed(error)
    }
    void refresh('/api/webhooks')
  }
  const mayReplay = webhook.disabledAt === null && state !== 'sending' && state !== 'cut'
  return (
    <li title={delivery.webhookId}>
      <div className="what">
        <span className={`webhook-state ${state === 'delivered' ? 'good' : state === 'parked' ? 'bad' : 'quiet'}`}>
          <span aria-hidden="true">{SIGNS[state]}</span> {t(`webhooks:delivery.${state}`)}
        </span>
        <span className="type">{eventText(t, delivery.type)}</span>
        <Moment at={delivery.occurredAt} />
        <Button
          type="text"
          size="small"
          icon={<RedoOutlined />}
          disabled={!mayReplay}
          aria-label={t('webhooks:log.replay')}
          title={t('webhooks:log.replay')}
          onClick={() => void replay()}
        />
      </div>
      <Outcome delivery={delivery} />
    </li>
  )
}

/** What the last attempt brought, in one line. */
function Outcome({ delivery }: { delivery: Delivery }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { status, error, ms, attempts, nextAt } = delivery
  if (attempts === 0) return null
  const key = `webhooks:error.${error}`
  const said = status === null ? (i18n.exists(key) ? t(key) : (error ?? '')) : t('webhooks:log.status', { status })
  const parts = [said, ms === null ? null : t('webhooks:log.ms', { ms: format.number(ms) })]
  return (
    <div className="faint">
      {[...parts, t('webhooks:log.attempts', { count: attempts })].filter(Boolean).join(' · ')}
      {nextAt && (
        <>
          {' · '}
          {t('webhooks:log.next')} <Moment at={nextAt} exact />
        </>
      )}
    </div>
  )
}
