import { Alert, Button, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { countSureCall, listMergeRunsCall, mergeAllCall, undoMergeRunCall } from '../../duplicates/contract.ts'

const FIRST_PERCENT = 99
const LEAST_PERCENT = 50

/** Asks from what score on all pairs are joined at once, and says how many that are. */
export function MergeAllDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [percent, setPercent] = useState(FIRST_PERCENT)
  const [busy, setBusy] = useState(false)
  // A key of this dialog: a second click, or a lost answer, begins no second run.
  const [key] = useState(() => crypto.randomUUID())
  const from = percent / 100
  const { data } = useCall<typeof countSureCall>(
    'GET /api/duplicates/sure',
    { query: { from } },
    { live: 'duplicates' },
  )
  const start = async () => {
    setBusy(true)
    try {
      await callApi<typeof mergeAllCall>(
        'POST /api/duplicates/merge-all',
        { body: { from } },
        { idempotencyKey: `${key}-${percent}` },
      )
      void refresh('/api/tasks', '/api/duplicates/merge-runs')
      toast.done(t('customers:duplicates.all.started'))
      onClose()
    } catch (error) {
      toast.failed(error)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t('customers:duplicates.all.title')}
      onCancel={onClose}
      onOk={() => void start()}
      okText={t('customers:duplicates.all.do', { count: data?.pairs ?? 0 })}
      okButtonProps={{ disabled: !data?.pairs, loading: busy }}
    >
      <p className="faint">{t('customers:duplicates.all.lead')}</p>
      <div className="merge-all-from">
        <label htmlFor="merge-all-from">{t('customers:duplicates.all.from')}</label>
        <InputNumber
          autoFocus
          id="merge-all-from"
          min={LEAST_PERCENT}
          max={100}
          step={0.5}
          value={percent}
          suffix="%"
          onChange={(value) => setPercent(value ?? FIRST_PERCENT)}
        />
      </div>
      {data && (
        <p aria-live="polite">
          <strong>{t('customers:duplicates.all.preview', { count: data.pairs })}</strong>
        </p>
      )}
    </Modal>
  )
}

type Run = WireReply<typeof listMergeRunsCall>['items'][number]

/** The newest run that still stands, with the way to take all of it back. */
export function LastMergeRun() {
  const { data } = useCall<typeof listMergeRunsCall>(
    'GET /api/duplicates/merge-runs',
    {},
    { live: ['duplicates', 'customers'] },
  )
  const run = data?.items[0]
  return run && run.standing > 0 ? <StandingRun run={run} /> : null
}

function StandingRun({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const toast = useToast()
  const undo = async () => {
    try {
      await callApi<typeof undoMergeRunCall>('POST /api/duplicates/merge-runs/:runId/undo', {
        params: { runId: run.runId },
      })
      void refresh('/api/tasks', '/api/duplicates/merge-runs')
      toast.done(t('customers:duplicates.all.undoing'))
    } catch (error) {
      toast.failed(error)
    }
  }
  const said = { count: run.standing, from: format.percent(run.from, 1) }
  return (
    <Alert
      type="info"
      className="merge-run"
      title={
        <>
          {t(run.state === 'undoing' ? 'customers:duplicates.all.going' : 'customers:duplicates.all.ran', said)} ·{' '}
          <Moment at={run.startedAt} />
        </>
      }
      action={
        run.state !== 'running' && run.state !== 'undoing' ? (
          <Button size="small" onClick={() => void undo()}>
            {t('customers:duplicates.all.undo')}
          </Button>
        ) : null
      }
    />
  )
}
