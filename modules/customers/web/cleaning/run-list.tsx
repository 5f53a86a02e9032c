import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Moment } from '#core/web/moment.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { useCallPages } from '#core/web/use-call-pages.ts'
import type { listRunsCall } from '../../cleaning/contract.ts'

/** What was cleaned, by whom and how much; each can be opened and taken back. */
export function RunList() {
  const { t } = useTranslation()
  const pages = useCallPages<typeof listRunsCall>(
    'GET /api/cleaning/runs',
    { query: { limit: 10 } },
    { live: 'cleaning' },
  )
  if (pages.rows.length === 0) return null
  return (
    <section className="panel run-list">
      <h2>{t('customers:cleaning.runs')}</h2>
      <ul>
        {pages.rows.map((run) => (
          <li key={run.runId}>
            <PageLink to={`/cleaning/runs/${run.runId}`}>{t(`customers:cleaning.rule.${run.rule}.title`)}</PageLink>
            <span>{t(`customers:cleaning.run.state.${run.state}`)}</span>
            <span className="figure">{t('customers:cleaning.run.changed', { count: run.changed })}</span>
            {run.kept > 0 && <span className="faint">{t('customers:cleaning.run.kept', { count: run.kept })}</span>}
            <span className="faint by">
              {run.startedBy} · <Moment at={run.startedAt} />
            </span>
          </li>
        ))}
      </ul>
      {pages.hasMore && (
        <Button size="small" loading={pages.loadingMore} onClick={pages.loadMore}>
          {t('customers:duplicates.more')}
        </Button>
      )}
    </section>
  )
}
