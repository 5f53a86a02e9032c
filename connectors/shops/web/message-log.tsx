import { RedoOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { refresh } from '#core/web/query-client.ts'
import { ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { listMessagesCall, replayMessagesCall } from '../contract.ts'
import type { Shop, ShopMessage } from './shop.ts'

const STATES: readonly ShopMessage['state'][] = ['waiting', 'done', 'parked']
const SIGNS = { waiting: '…', done: '✓', parked: '!' } as const
const TONES = { waiting: 'quiet', done: 'good', parked: 'bad' } as const

/** What a shop sent, newest first, and what became of it; the filter stands in the address. */
export function MessageLog({ shop }: { shop: Shop }) {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const replay = useReplay(shop)
  const state = STATES.find((one) => one === search.state)
  const list = useCallPages<typeof listMessagesCall>(
    'GET /api/shops/:connectionId/messages',
    { params: { connectionId: String(shop.connectionId) }, query: { limit: '20', ...(state && { state }) } },
    { live: 'shops' },
  )
  const options = STATES.map((value) => ({ value, label: t(`shops:message.${value}`) }))
  return (
    <>
      <div className="log-bar">
        <Select
          size="small"
          aria-label={t('shops:log.filter')}
          allowClear
          placeholder={t('shops:log.every')}
          value={state}
          options={options}
          onChange={(value: string | undefined) => set({ state: value })}
        />
        {shop.parked > 0 && (
          <Button size="small" onClick={() => void replay()}>
            {t('shops:log.replayAll', { count: shop.parked })}
          </Button>
        )}
      </div>
      {list.error ? (
        <ErrorState error={list.error} retry={list.retry} />
      ) : list.loading ? (
        <LateSkeleton lines={3} />
      ) : list.rows.length === 0 ? (
        <p className="faint">{t(state ? 'shops:log.nothing' : 'shops:log.none')}</p>
      ) : (
        <ul className="shop-messages">
          {list.rows.map((message) => (
            <MessageLine key={message.messageId} message={message} onReplay={() => void replay([message.messageId])} />
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

function useReplay(shop: Shop) {
  const { t } = useTranslation()
  const toast = useToast()
  return async (messageIds?: string[]) => {
    try {
      const { replayed } = await callApi<typeof replayMessagesCall>('POST /api/shops/:connectionId/messages/replay', {
        params: { connectionId: shop.connectionId },
        body: messageIds ? { messageIds } : {},
      })
      toast.done(t('shops:log.replayed', { count: replayed }))
    } catch (error) {
      toast.failed(error)
    }
    void refresh('/api/shops')
  }
}

function MessageLine({ message, onReplay }: { message: ShopMessage; onReplay(): void }) {
  const { t } = useTranslation()
  const { state, topic, about, reason, nextTryAt } = message
  return (
    <li>
      <div className="what">
        <span className={`shop-state ${TONES[state]}`}>
          <span aria-hidden="true">{SIGNS[state]}</span> {t(`shops:message.${state}`)}
        </span>
        <span className="type">
          <code>{topic}</code> {about}
        </span>
        <Moment at={message.receivedAt} />
        <Button
          type="text"
          size="small"
          icon={<RedoOutlined />}
          disabled={!message.canReplay}
          aria-label={t('shops:log.replay')}
          title={t('shops:log.replay')}
          onClick={onReplay}
        />
      </div>
      {reason && (
        <div className="faint">
          <Reason reason={reason} />
          {nextTryAt && (
            <>
              {' · '}
              {t('shops:log.next')} <Moment at={nextTryAt} exact />
            </>
          )}
        </div>
      )}
    </li>
  )
}

/** A known reason in words; what the database said, as it is. */
function Reason({ reason }: { reason: string }) {
  const { t, i18n } = useTranslation()
  const [code = '', ...more] = reason.split(': ').reverse()
  const key = [`shops:error.${code}`, `shops:refused.${code}`].find((one) => i18n.exists(one))
  return <>{key ? [...more.reverse(), t(key)].join(': ') : reason}</>
}
