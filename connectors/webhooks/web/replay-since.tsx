import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { refresh } from '#core/web/query-client.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { replaySinceCall } from '../contract.ts'
import type { ShownWebhook } from './webhook.ts'

const HOURS = [1, 24, 24 * 7, 24 * 30] as const
const HOUR_MS = 3_600_000

/** Sends again what happened in the last hours or days: what was given up, or everything. */
export function ReplaySince({ webhook }: { webhook: ShownWebhook }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [hours, setHours] = useState<number>(24)
  const [all, setAll] = useState(false)
  const replay = async () => {
    try {
      const since = new Date(Date.now() - hours * HOUR_MS).toISOString()
      const { replayed } = await callApi<typeof replaySinceCall>('POST /api/webhooks/:webhookId/replay', {
        params: { webhookId: webhook.webhookId },
        body: { since, only: all ? 'all' : 'parked' },
      })
      toast.done(t('webhooks:replay.done', { count: replayed }))
    } catch (error) {
      toast.failed(error)
    }
    void refresh('/api/webhooks')
  }
  return (
    <>
      <h3>{t('webhooks:replay.title')}</h3>
      <div className="replay-since">
        <Select<number>
          size="small"
          aria-label={t('webhooks:replay.since')}
          value={hours}
          options={HOURS.map((value) => ({ value, label: t(`webhooks:replay.hours.${value}`) }))}
          onChange={setHours}
        />
        <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
          {t('webhooks:replay.all')}
        </Checkbox>
        <Button size="small" disabled={webhook.disabledAt !== null} onClick={() => void replay()}>
          {t('webhooks:replay.send')}
        </Button>
      </div>
      <p className="faint">{t('webhooks:replay.hint')}</p>
    </>
  )
}
