import { Button, Segmented, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { changeSourceCall } from '../contract.ts'
import { howToSend, WAYS, type Way } from './how-to-send.ts'
import { ParkedEvents } from './parked-events.tsx'
import { SourceForm } from './source-form.tsx'
import type { Source } from './sources-page.tsx'

/** One source: its key, how to send with it, how it does, and what could not be taken in. */
export function SourcePanel({ source }: { source: Source }) {
  const { t } = useTranslation()
  const format = useFormat()
  const toast = useToast()
  const [way, setWay] = useState<Way>('page')
  const [changing, setChanging] = useState(false)
  const stop = async (disabled: boolean) => {
    try {
      await callApi<typeof changeSourceCall>(
        'PATCH /api/event-sources/:sourceId',
        { params: { sourceId: source.sourceId }, body: { disabled } },
        { ifMatch: source.version },
      )
      toast.done(t(disabled ? 'segment:sources.isStopped' : 'segment:sources.isOpen', { name: source.name }))
      void refresh('/api/event-sources')
    } catch (error) {
      toast.failed(error as Error)
    }
  }
  return (
    <div className="source-panel">
      <dl className="source-facts">
        <dt>{t('segment:sources.writeKey')}</dt>
        <dd>
          <Copied text={source.writeKey} />
        </dd>
        <dt>{t('segment:sources.lastEvent')}</dt>
        <dd>{source.lastEventAt ? <Moment at={source.lastEventAt} /> : t('segment:sources.never')}</dd>
        <dt>{t('segment:sources.today')}</dt>
        <dd>{format.number(source.events)}</dd>
      </dl>
      <p className="faint">{t('segment:sources.keyHint')}</p>
      <h3>{t('segment:how.title')}</h3>
      <Segmented<Way>
        size="small"
        aria-label={t('segment:how.title')}
        value={way}
        options={WAYS.map((value) => ({ value, label: t(`segment:how.${value}`) }))}
        onChange={setWay}
      />
      <Typography.Paragraph
        className="source-code"
        copyable={{ text: howToSend(way, source.writeKey, location.origin) }}
      >
        <pre>{howToSend(way, source.writeKey, location.origin)}</pre>
      </Typography.Paragraph>
      <ParkedEvents source={source} />
      <div className="form-buttons">
        <Button onClick={() => setChanging(true)}>{t('segment:sources.change')}</Button>
        <Button onClick={() => void stop(source.disabledAt === null)}>
          {t(source.disabledAt ? 'segment:sources.start' : 'segment:sources.stop')}
        </Button>
      </div>
      {changing && <SourceForm source={source} onClose={() => setChanging(false)} />}
    </div>
  )
}

function Copied({ text }: { text: string }) {
  return (
    <>
      <code>{text}</code> <Typography.Text copyable={{ text }} />
    </>
  )
}
