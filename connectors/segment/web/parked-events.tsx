import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { refresh } from '#core/web/query-client.ts'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { listParkedCall, retryParkedCall } from '../contract.ts'
import type { Source } from './sources-page.tsx'

/** What could not be taken in, with why; all of it can be tried again. */
export function ParkedEvents({ source }: { source: Source }) {
  const { t, i18n } = useTranslation()
  const toast = useToast()
  const params = { sourceId: source.sourceId }
  const parked = useCall<typeof listParkedCall>('GET /api/event-sources/:sourceId/parked', { params })
  const retry = async () => {
    try {
      const { retried } = await callApi<typeof retryParkedCall>('POST /api/event-sources/:sourceId/parked/retry', {
        params,
      })
      toast.done(t('segment:parked.retried', { count: retried }))
      void refresh('/api/event-sources')
    } catch (error) {
      toast.failed(error as Error)
    }
  }
  const reason = (text: string) => {
    const key = `segment:parked.reason.${text.split(':')[0]}`
    return i18n.exists(key) ? t(key) : text
  }
  return (
    <>
      <h3>{t('segment:parked.title')}</h3>
      <Loaded of={parked} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="faint">{t('segment:parked.none')}</p>
          ) : (
            <>
              <ul className="parked">
                {items.map((item) => (
                  <li key={item.parkedId}>
                    <details>
                      <summary>
                        {reason(item.reason)} <Moment at={item.receivedAt} />
                      </summary>
                      <pre>{JSON.stringify(item.event, null, 1).slice(0, 3000)}</pre>
                    </details>
                  </li>
                ))}
              </ul>
              <Button size="small" onClick={() => void retry()}>
                {t('segment:parked.retry')}
              </Button>
            </>
          )
        }
      </Loaded>
    </>
  )
}
