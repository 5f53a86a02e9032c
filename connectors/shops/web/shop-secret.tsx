import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { refresh } from '#core/web/query-client.ts'
import { SecretBox } from '#core/web/secret-box.tsx'
import { useToast } from '#core/web/use-toast.ts'
import type { turnSecretCall } from '../contract.ts'
import type { Shop } from './shop.ts'

/** A new secret for a shop's messages: made here, or named by the shop. The one before is good for another day. */
export function ShopSecret({ shop, ownSecret }: { shop: Shop; ownSecret: boolean }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [typing, setTyping] = useState(false)
  const [given, setGiven] = useState('')
  const [made, setMade] = useState<string | null>(null)
  const turn = async (secret?: string) => {
    try {
      const answer = await callApi<typeof turnSecretCall>('POST /api/shops/:connectionId/secret', {
        params: { connectionId: shop.connectionId },
        body: secret ? { secret } : {},
      })
      setMade(answer.secret)
      setTyping(false)
      setGiven('')
      toast.done(t('shops:secret.turned'))
    } catch (error) {
      toast.failed(error)
    }
    void refresh('/api/shops')
  }
  return (
    <div className="shop-secret">
      {made && <SecretBox lead={t('shops:panel.secretOnce')} secret={made} />}
      {shop.formerUntil && (
        <p className="faint">
          {t('shops:secret.former')} <Moment at={shop.formerUntil} exact />
        </p>
      )}
      {typing ? (
        <Space.Compact block>
          <Input.Password
            autoFocus
            aria-label={t('shops:form.secret')}
            placeholder={t('shops:form.secret')}
            autoComplete="new-password"
            value={given}
            onChange={(event) => setGiven(event.target.value)}
            onPressEnter={() => given && void turn(given)}
          />
          <Button disabled={!given} onClick={() => void turn(given)}>
            {t('shops:form.save')}
          </Button>
        </Space.Compact>
      ) : (
        <Button size="small" onClick={() => (ownSecret ? setTyping(true) : void turn())}>
          {t('shops:secret.turn')}
        </Button>
      )}
    </div>
  )
}
