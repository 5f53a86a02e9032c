import { Alert, Button } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { codeText } from '#core/web/error-text.ts'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useGo } from '#core/web/use-go.ts'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { cancelImport, changeMapping, previewImport, startImport } from '../../contract.ts'
import type { RunShown } from '../run/run-state.tsx'
import { ColumnTable } from './column-table.tsx'
import { FormatChoices } from './format-choices.tsx'
import { RateNotice } from './rate-notice.tsx'
import { RowPreview } from './row-preview.tsx'

export type Preview = WireReply<typeof previewImport>
export type MappingShown = Preview['mapping']

/** How a file is meant, before anything of it is written: guessed, shown on its first rows, changed where it is wrong. */
export function MappingPanel({ run }: { run: RunShown }) {
  const preview = useCall<typeof previewImport>(
    'GET /api/imports/:runId/preview',
    { params: { runId: run.id } },
    { keep: true },
  )
  return <Loaded of={preview}>{(data) => <Editor preview={data} />}</Loaded>
}

function Editor({ preview }: { preview: Preview }) {
  const { t } = useTranslation()
  const toast = useToast()
  const params = { runId: preview.id }
  const change = useSend<typeof changeMapping>('PATCH /api/imports/:runId/mapping', {
    refreshes: ['/api/imports/:runId/preview', '/api/imports/:runId'],
  })
  const start = useSend<typeof startImport>('POST /api/imports/:runId/start', {
    refreshes: ['/api/imports/:runId', '/api/imports', '/api/tasks'],
  })
  const send = (mapping: MappingShown) =>
    change.mutate({ params, body: { mapping }, ifMatch: preview.version }, { onError: toast.failed })
  const { obstacle } = preview
  const named = { ...obstacle?.details, ...fieldNames(obstacle?.details.fields, t) }
  return (
    <>
      <section className="panel">
        <h2>
          {preview.layout
            ? t('imports:map.known', { layout: t(`imports:layout.${preview.layout}`) })
            : t('imports:map.guessed')}
        </h2>
        <FormatChoices preview={preview} busy={change.isPending} onChange={send} />
        <RateNotice currencies={preview.unratedCurrencies} />
        {preview.forbidden.length > 0 && (
          <Alert
            type="warning"
            showIcon
            message={t('imports:map.forbidden', { columns: preview.forbidden.join(', ') })}
          />
        )}
        {obstacle && <Alert type="warning" showIcon message={codeText(obstacle.code, named) ?? obstacle.message} />}
        <div className="buttons">
          <Button
            type="primary"
            disabled={obstacle !== null || change.isPending}
            loading={start.isPending}
            onClick={() => start.mutate({ params }, { onError: toast.failed })}
          >
            {t('imports:map.start')}
          </Button>
          <Discard runId={preview.id} />
          <span className="hint">{t('imports:map.nothingYet')}</span>
        </div>
      </section>
      <section className="panel">
        <h2>{t('imports:map.columns')}</h2>
        <ColumnTable preview={preview} busy={change.isPending} onChange={send} />
      </section>
      <section className="panel">
        <h2>{t('imports:map.preview')}</h2>
        <RowPreview preview={preview} />
      </section>
    </>
  )
}

/** Gives the file up before anything of it is written. */
function Discard({ runId }: { runId: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const go = useGo()
  const cancel = useSend<typeof cancelImport>('POST /api/imports/:runId/cancel', {
    refreshes: ['/api/imports/:runId', '/api/imports', '/api/tasks'],
    onDone: () => {
      toast.done(t('imports:map.discarded'))
      go('/import')
    },
  })
  return (
    <Button loading={cancel.isPending} onClick={() => cancel.mutate({ params: { runId } }, { onError: toast.failed })}>
      {t('imports:map.discard')}
    </Button>
  )
}

/** Fields by the names that the choice of columns gives them. */
function fieldNames(fields: unknown, t: TFunction): { fields?: string } {
  if (!Array.isArray(fields)) return {}
  return { fields: fields.map((field) => t(`imports:field.${String(field)}`)).join(t('imports:map.or')) }
}
