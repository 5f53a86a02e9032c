import { useTranslation } from 'react-i18next'
import { actorText } from '#core/web/actor-text.ts'
import { Moment } from '#core/web/moment.tsx'
import { Page } from '#core/web/page.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { listImports } from '../../contract.ts'
import { RunState } from '../run/run-state.tsx'
import { DropZone } from './drop-zone.tsx'

/** Bring in a file, and what was brought in before. */
export default function ImportsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const runs = useCall<typeof listImports>('GET /api/imports', { query: { limit: 50 } }, { live: ['import', 'task'] })
  return (
    <Page title={t('imports:list.title')} lead={t('imports:list.lead')}>
      <DropZone />
      <Loaded of={runs}>
        {({ items }) =>
          items.length === 0 ? null : (
            <section className="panel">
              <h2>{t('imports:list.history')}</h2>
              <div className="wide-table">
                <PlainTable
                  label={t('imports:list.history')}
                  data={{
                    columns: [
                      { title: t('imports:file') },
                      { title: t('imports:kind.title') },
                      { title: t('imports:state.title') },
                      { title: t('imports:rows'), figure: true },
                      { title: t('imports:new'), figure: true },
                      { title: t('imports:refused'), figure: true },
                      { title: t('imports:by') },
                      { title: t('imports:at') },
                    ],
                    rows: items.map((run) => [
                      <PageLink key="file" to={`/import/${run.id}`}>
                        {run.fileName}
                      </PageLink>,
                      run.kind ? t(`imports:kind.${run.kind}`) : '',
                      <RunState key="state" state={run.state} />,
                      format.number(run.rows),
                      format.number(run.new),
                      format.number(run.refused),
                      actorText(run.startedBy),
                      <Moment key="at" at={run.createdAt} />,
                    ]),
                  }}
                />
              </div>
            </section>
          )
        }
      </Loaded>
    </Page>
  )
}
