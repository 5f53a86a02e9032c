import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { Moment } from '#core/web/moment.tsx'
import { Page } from '#core/web/page.tsx'
import { refresh } from '#core/web/query-client.ts'
import { LateSkeleton, Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findRunCall, listChangesCall, undoRunCall } from '../../cleaning/contract.ts'
import './cleaning.css'
import { ValueChange } from './value-change.tsx'

type Run = WireReply<typeof findRunCall>
const ENDED: readonly Run['state'][] = ['done', 'cancelled', 'failed']

/** One run: how much it changed, each value before and after, and the way back. */
export default function RunPage() {
  const { t } = useTranslation()
  const { runId = '' } = useAddress().params
  const answer = useCall<typeof findRunCall>(
    'GET /api/cleaning/runs/:runId',
    { params: { runId } },
    { live: 'cleaning' },
  )
  const undo = useUndo(runId)
  const run = answer.data
  return (
    <Page
      title={t(run ? `customers:cleaning.rule.${run.rule}.title` : 'customers:cleaning.run.title')}
      crumbs={[{ title: t('customers:cleaning.title'), to: '/cleaning' }]}
      {...(run &&
        ENDED.includes(run.state) &&
        run.changed > 0 && {
          primary: { key: 'undo', label: t('customers:cleaning.run.undo'), run: () => void undo() },
        })}
    >
      <Loaded
        of={answer}
        missing={{ title: t('customers:cleaning.run.none'), to: '/cleaning', back: t('customers:cleaning.title') }}
      >
        {(found) => (
          <>
            <RunLine run={found} />
            <Changes run={found} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function useUndo(runId: string): () => Promise<void> {
  const { t } = useTranslation()
  const toast = useToast()
  return async () => {
    try {
      const { taskId } = await callApi<typeof undoRunCall>('POST /api/cleaning/runs/:runId/undo', { params: { runId } })
      if (taskId) toast.done(t('customers:cleaning.run.undoStarted'))
      void refresh('/api/cleaning/runs/:runId', '/api/cleaning/runs/:runId/changes', '/api/cleaning', '/api/tasks')
    } catch (error) {
      toast.failed(error)
    }
  }
}

function RunLine({ run }: { run: Run }) {
  const { t } = useTranslation()
  return (
    <p className="run-line">
      <strong>{t(`customers:cleaning.run.state.${run.state}`)}</strong>
      <span className="figure">{t('customers:cleaning.run.changed', { count: run.changed })}</span>
      <span className="faint">
        {run.startedBy} · <Moment at={run.startedAt} />
      </span>
      {run.undoneBy && run.undoneAt && (
        <span className="faint">
          {t('customers:cleaning.run.undoneBy', { name: run.undoneBy })} · <Moment at={run.undoneAt} />
        </span>
      )}
      {run.kept > 0 && <span>{t('customers:cleaning.run.kept', { count: run.kept })}</span>}
    </p>
  )
}

function Changes({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const state = search.state === 'kept' ? ('kept' as const) : undefined
  const pages = useCallPages<typeof listChangesCall>(
    'GET /api/cleaning/runs/:runId/changes',
    { params: { runId: run.runId }, query: state ? { state } : {} },
    { live: 'cleaning' },
  )
  return (
    <>
      {run.kept > 0 && (
        <Segmented
          className="run-states"
          value={state ?? 'all'}
          options={(['all', 'kept'] as const).map((value) => ({
            value,
            label: t(`customers:cleaning.run.show.${value}`),
          }))}
          onChange={(value) => set({ state: value === 'kept' ? value : undefined })}
        />
      )}
      {pages.loading && <LateSkeleton lines={6} />}
      {pages.rows.length > 0 && (
        <ul className="panel change-list" aria-label={t('customers:cleaning.run.title')}>
          {pages.rows.map((row) => (
            <li key={`${row.customerId} ${row.field}`}>
              <span className="who">
                <CustomerChip customer={{ id: row.customerId, name: row.name || t('customers:nameless') }} />
              </span>
              <div className="changes">
                <ValueChange change={row} />
              </div>
              {row.state !== 'changed' && <span className="tag">{t(`customers:cleaning.run.value.${row.state}`)}</span>}
            </li>
          ))}
        </ul>
      )}
      {pages.hasMore && (
        <Button className="more" loading={pages.loadingMore} onClick={pages.loadMore}>
          {t('customers:duplicates.more')}
        </Button>
      )}
    </>
  )
}
