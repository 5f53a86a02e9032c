import { DownloadOutlined, RollbackOutlined } from '@ant-design/icons'
import { Alert, Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { codeText } from '#core/web/error-text.ts'
import { PageLink } from '#core/web/page-link.tsx'
import { Slot } from '#core/web/slot.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { revertImport } from '../../contract.ts'
import type { RunShown } from './run-state.tsx'
import { SameFile } from './same-file.tsx'
import { sameFileText } from './same-file-text.ts'

const COUNTS = ['rows', 'new', 'changed', 'unchanged', 'refused', 'anonymous'] as const
const NEXT = { customers: '/customers', products: '/products', orders: '/orders', interactions: '/customers' }

/** What came of an import, and what to do next. */
export function RunResult({ run }: { run: RunShown }) {
  const { t } = useTranslation()
  const format = useFormat()
  const same = sameFileText(run)
  return (
    <>
      {run.state === 'failed' && (
        <Alert
          className="run-notice"
          type="error"
          showIcon
          message={t('imports:result.failed')}
          description={[run.errorCode && codeText(run.errorCode, { line: run.errorLine }), run.error].find(Boolean)}
        />
      )}
      {run.sameAs && same && <SameFile of={run.sameAs} text={t(same)} />}
      <section className="panel">
        <dl className="import-counts">
          {COUNTS.map((name) => (
            <div key={name}>
              <dt>{t(`imports:${name}`)}</dt>
              <dd>{format.number(run[name])}</dd>
            </div>
          ))}
        </dl>
        <Notes run={run} />
        {run.state === 'done' && run.finishedAt && <Slot name="import.done" with={{ finishedAt: run.finishedAt }} />}
        <div className="buttons">
          {run.refused > 0 && (
            <Button icon={<DownloadOutlined />} href={`/api/imports/${run.id}/errors.csv`} download>
              {t('imports:result.errors', { count: run.refused })}
            </Button>
          )}
          {run.state === 'done' && run.kind && (
            <PageLink to={NEXT[run.kind]}>{t(`imports:result.look.${run.kind}`)}</PageLink>
          )}
          {run.state !== 'reverted' && run.kind && run.new + run.changed > 0 && <Revert run={run} />}
        </div>
        {run.refused > 0 && <p className="hint">{t('imports:result.errorsHint')}</p>}
      </section>
    </>
  )
}

function Notes({ run }: { run: RunShown }) {
  const { t } = useTranslation()
  const notes = Object.entries(run.notes)
  if (notes.length === 0) return null
  return (
    <>
      <h2>{t('imports:result.notes')}</h2>
      <ul>
        {notes.map(([note, count]) => {
          const cut = note.lastIndexOf(': ')
          const reason = note.slice(cut + 2)
          return (
            <li key={note}>
              {t('imports:result.note', {
                column: note.slice(0, cut),
                reason: t(`imports:reason.${reason}`, reason),
                count,
              })}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Revert({ run }: { run: RunShown }) {
  const { t } = useTranslation()
  const toast = useToast()
  const format = useFormat()
  const revert = useSend<typeof revertImport>('POST /api/imports/:runId/revert', {
    refreshes: ['/api/imports/:runId', '/api/imports'],
  })
  return (
    <Popconfirm
      title={t('imports:revert.title')}
      description={t('imports:revert.what', { new: format.number(run.new), changed: format.number(run.changed) })}
      okText={t('imports:revert.do')}
      cancelText={t('imports:revert.leave')}
      onConfirm={() => revert.mutate({ params: { runId: run.id } }, { onError: toast.failed })}
    >
      <Button icon={<RollbackOutlined />} loading={revert.isPending}>
        {t('imports:revert.do')}
      </Button>
    </Popconfirm>
  )
}
