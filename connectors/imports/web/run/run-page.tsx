import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import type { findImport } from '../../contract.ts'
import '../imports.css'
import { MappingPanel } from '../mapping/mapping-panel.tsx'
import { RunProgress } from './run-progress.tsx'
import { RunResult } from './run-result.tsx'
import { type RunShown, RunState } from './run-state.tsx'
import { SameFile } from './same-file.tsx'

const AT_WORK = new Set(['staging', 'applying', 'reverting'])

/** One import, from its mapping to its result; what it shows is the run's own state, so a reload changes nothing. */
export default function RunPage() {
  const { t } = useTranslation()
  const { params } = useAddress()
  const runId = params.runId ?? ''
  const first = useCall<typeof findImport>(
    'GET /api/imports/:runId',
    { params: { runId } },
    { live: 'import', liveId: runId },
  )
  const isAtWork = first.data !== undefined && AT_WORK.has(first.data.state)
  // Progress is no event: it is asked for while there is some.
  useCall<typeof findImport>('GET /api/imports/:runId', { params: { runId } }, isAtWork ? { every: 1000 } : {})
  return (
    <Page
      title={first.data?.fileName ?? t('imports:run.title')}
      crumbs={[{ title: t('imports:list.title'), to: '/import' }]}
      lead={first.data && <RunState state={first.data.state} />}
    >
      <Loaded of={first}>{(run) => <Stage run={run} />}</Loaded>
    </Page>
  )
}

function Stage({ run }: { run: RunShown }) {
  const { t } = useTranslation()
  if (run.state === 'uploading') return <section className="panel">{t('imports:upload.incomplete')}</section>
  if (run.state === 'guessed') {
    return (
      <>
        {run.sameAs && <SameFile of={run.sameAs} text={t('imports:map.same')} />}
        <MappingPanel run={run} />
      </>
    )
  }
  return AT_WORK.has(run.state) ? <RunProgress run={run} /> : <RunResult run={run} />
}
