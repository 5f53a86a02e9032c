import { InboxOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refresh } from '#core/web/query-client.ts'
import { useGo } from '#core/web/use-go.ts'
import { useToast } from '#core/web/use-toast.ts'
import '../imports.css'
import { uploadFile } from './upload-file.ts'

/** A place to drop a file, or to choose one; shows how much of it has arrived and leads to its import. */
export function DropZone() {
  const { t } = useTranslation()
  const go = useGo()
  const toast = useToast()
  const id = useId()
  const [isOver, setOver] = useState(false)
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])
  const take = async (file: File | undefined) => {
    if (!file || sending) return
    stop.current = new AbortController()
    setSending({ name: file.name, share: 0 })
    try {
      const show = (share: number) => setSending({ name: file.name, share })
      const run = await uploadFile(file, show, stop.current.signal)
      void refresh('/api/imports')
      go(`/import/${run}`)
    } catch (error) {
      if (!stop.current.signal.aborted) toast.failed(error)
      setSending(null)
    }
  }
  if (sending) {
    return (
      <section className="panel drop-zone">
        <p>{t('imports:upload.sending', { name: sending.name })}</p>
        <Progress percent={Math.floor(sending.share * 100)} />
        <Button onClick={() => stop.current?.abort()}>{t('imports:upload.stop')}</Button>
      </section>
    )
  }
  return (
    <section
      className={isOver ? 'panel drop-zone over' : 'panel drop-zone'}
      aria-label={t('imports:drop.title')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void take(event.dataTransfer.files[0])
      }}
    >
      <InboxOutlined className="sign" aria-hidden="true" />
      <h2>{t('imports:drop.title')}</h2>
      <p>{t('imports:drop.kinds')}</p>
      <label className="file-choice" htmlFor={id}>
        {t('imports:drop.choose')}
      </label>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx"
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <p className="hint">{t('imports:drop.safe')}</p>
    </section>
  )
}
