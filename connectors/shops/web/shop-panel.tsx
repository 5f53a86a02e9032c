import { Alert, Button, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { refresh } from '#core/web/query-client.ts'
import { SecretBox } from '#core/web/secret-box.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { changeShopCall, pullShopCall } from '../contract.ts'
import { MessageLog } from './message-log.tsx'
import type { PlatformInfo, Shop } from './shop.ts'
import { ShopForm } from './shop-form.tsx'
import { ShopSecret } from './shop-secret.tsx'
import { ShopState } from './shop-state.tsx'

interface Props {
  shop: Shop
  /** Of a shop connected just now. */
  secret: string | null
  platforms: readonly PlatformInfo[]
}

/** One connected shop: how it does, what it brought, what it sends, and what to do about it. */
export function ShopPanel({ shop, secret, platforms }: Props) {
  const { t } = useTranslation()
  const [changing, setChanging] = useState(false)
  const ownSecret = platforms.find(({ platform }) => platform === shop.platform)?.ownSecret ?? false
  return (
    <div className="shop-panel">
      {shop.state === 'trouble' && (
        <Alert
          type="error"
          showIcon
          title={t(`shops:error.${shop.error}`)}
          description={shop.errorAt && <Moment at={shop.errorAt} />}
        />
      )}
      {secret && <SecretBox lead={t('shops:panel.secretOnce')} secret={secret} />}
      <Facts shop={shop} />
      <Buttons shop={shop} onChange={() => setChanging(true)} />
      <h3>{t('shops:panel.live')}</h3>
      <p className="faint">{t(`shops:live.${shop.platform}`)}</p>
      <p className="hook">
        <code>{shop.hookUrl}</code> <Typography.Text copyable={{ text: shop.hookUrl }} />
      </p>
      <ShopSecret shop={shop} ownSecret={ownSecret} />
      <h3>{t('shops:log.title')}</h3>
      <MessageLog shop={shop} />
      {changing && <ShopForm platforms={platforms} shop={shop} onClose={() => setChanging(false)} />}
    </div>
  )
}

function Facts({ shop }: { shop: Shop }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { orders, customers, products, refused } = shop.pull
  const counts = (['orders', 'customers', 'products'] as const).map((part) =>
    t(`shops:part.${part}`, { count: { orders, customers, products }[part] }),
  )
  return (
    <dl className="shop-facts">
      <dt>{t('shops:list.state')}</dt>
      <dd aria-live="polite">
        <ShopState shop={shop} />
        {shop.state === 'pulling' && shop.pull.part && (
          <span className="faint"> {t('shops:panel.at', { part: t(`shops:part.name.${shop.pull.part}`) })}</span>
        )}
      </dd>
      <dt>{t('shops:form.address')}</dt>
      <dd>{shop.address}</dd>
      <dt>{t('shops:panel.pulled')}</dt>
      <dd>
        {counts.join(t('shops:part.between'))}
        {refused > 0 && <> · {t('shops:panel.refused', { count: refused })}</>}
      </dd>
      <dt>{t('shops:panel.pulledAt')}</dt>
      <dd>{shop.pulledAt ? <Moment at={shop.pulledAt} /> : t('shops:panel.notYet')}</dd>
      <dt>{t('shops:list.lastMessage')}</dt>
      <dd>{shop.lastMessageAt ? <Moment at={shop.lastMessageAt} /> : t('shops:list.never')}</dd>
      <dt>{t('shops:list.today')}</dt>
      <dd>{format.number(shop.messages)}</dd>
    </dl>
  )
}

function Buttons({ shop, onChange }: { shop: Shop; onChange(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const params = { connectionId: shop.connectionId }
  const doing = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work()
      toast.done(done)
    } catch (error) {
      toast.failed(error)
    }
    void refresh('/api/shops')
  }
  const pull = (stop: boolean) =>
    callApi<typeof pullShopCall>('POST /api/shops/:connectionId/pull', { params, body: { stop } })
  const turn = (disabled: boolean) =>
    callApi<typeof changeShopCall>(
      'PATCH /api/shops/:connectionId',
      { params, body: { disabled } },
      { ifMatch: shop.version },
    )
  const isStopped = shop.state === 'stopped'
  const { name } = shop
  return (
    <div className="shop-buttons">
      {shop.state === 'pulling' || shop.state === 'connecting' ? (
        <Button onClick={() => void doing(() => pull(true), t('shops:panel.pullStopped'))}>
          {t('shops:panel.stopPull')}
        </Button>
      ) : (
        <Button disabled={isStopped} onClick={() => void doing(() => pull(false), t('shops:panel.pullBegun'))}>
          {t('shops:panel.pullAgain')}
        </Button>
      )}
      <Button onClick={onChange}>{t('shops:form.change')}</Button>
      <Button
        onClick={() =>
          void doing(() => turn(!isStopped), t(isStopped ? 'shops:panel.isStarted' : 'shops:panel.isStopped', { name }))
        }
      >
        {t(isStopped ? 'shops:panel.start' : 'shops:panel.stop')}
      </Button>
    </div>
  )
}
