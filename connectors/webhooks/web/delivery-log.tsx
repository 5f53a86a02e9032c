import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import type { listDeliveriesCall } from '../contract.ts'
import { DeliveryLine } from './delivery-line.tsx'
import type { Delivery, ShownWebhook } from './webhook.ts'

const STATES: readonly Delivery['state'][] = ['waiting', 'sending', 'delivered', 'parked', 'cut']

/** What was and is to be sent, newest first; the filter stands in the address. */
export function DeliveryLog({ webhook }: { webhook: ShownWebhook }) {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const state = STATES.find((one) => one === search.state)
  const list = useCallPages<typeof listDeliveriesCall>(
    'GET /api/webhooks/:webhookId/deliveries',
    { params: { webhookId: webhook.webhookId }, query: { limit: '20', ...(state && { state }) } },
    { live: 'webhooks' },
  )
  const options = STATES.map((value) => ({ value, label: t(`webhooks:delivery.${value}`) }))
  return (
    <>
      <Select
        size="small"
        className="delivery-filter"
        aria-label={t('webhooks:log.filter')}
        allowClear
        placeholder={t('webhooks:log.every')}
        value={state}
        options={options}
        onChange={(value: string | undefined) => set({ state: value })}
      />
      {list.error ? (
        <ErrorState error={list.error} retry={list.retry} />
      ) : list.loading ? (
        <LateSkeleton lines={3} />
      ) : list.rows.length === 0 ? (
        <p className="faint">{t(state ? 'webhooks:log.nothing' : 'webhooks:log.none')}</p>
      ) : (
        <ul className="deliveries">
          {list.rows.map((delivery) => (
            <DeliveryLine key={delivery.messageId} delivery={delivery} webhook={webhook} />
          ))}
        </ul>
      )}
      {list.hasMore && (
        <Button size="small" loading={list.loadingMore} onClick={list.loadMore}>
          {t('kit:table.more')}
        </Button>
      )}
    </>
  )
}
