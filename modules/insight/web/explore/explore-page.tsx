import { FileTextOutlined, FundOutlined, PlusOutlined, SaveOutlined } from '@ant-design/icons'
import { Button, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, type PageAction } from '#core/web/page.tsx'
import { EmptyState, ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useLate } from '#core/web/use-late.ts'
import { AddToDashboard } from './add-to-dashboard.tsx'
import { AnswerView } from './answer-view.tsx'
import { BehindPanel } from './behind-panel.tsx'
import './explore.css'
import { numberedColumns } from './numbered-columns.ts'
import { SavedQuestions } from './saved-questions.tsx'
import { SentenceBar } from './sentence-bar.tsx'
import { useAnswer } from './use-answer.ts'
import { useAnswerFile } from './use-answer-file.ts'
import { useQuestion } from './use-question.ts'
import { useSaved } from './use-saved.tsx'
import { useSentence } from './use-sentence.ts'

/** Purchases looked at from any side: a measure by up to two dimensions, of any part of them, over any time. */
export default function ExplorePage() {
  const { t } = useTranslation()
  const { query, chart, cell, ask, open } = useQuestion()
  const answer = useAnswer(query)
  const sentence = useSentence()
  const saved = useSaved({ query, chart })
  const [isAdding, setAdding] = useState(false)
  const toFile = useAnswerFile()
  const name = sentence(query)
  const { data } = answer
  const isFresh = data !== undefined && !answer.isPlaceholderData
  const days = data && { from: data.data.from, to: data.data.to }
  const more: PageAction[] = [
    { key: 'board', label: t('insight:explore.addToDashboard'), icon: <FundOutlined />, run: () => setAdding(true) },
    ...saved.actions,
    {
      key: 'csv',
      label: t('insight:explore.csv'),
      icon: <FileTextOutlined />,
      barred: isFresh ? undefined : t('insight:explore.waiting'),
      run: () => data && toFile(data, name),
    },
    { key: 'boards', label: t('insight:explore.board.title'), icon: <PlusOutlined />, to: '/insight/dashboards' },
  ]
  return (
    <Page
      title={t('insight:explore.title')}
      primary={{ key: 'save', label: saved.primaryLabel, icon: <SaveOutlined />, run: saved.save }}
      more={more}
    >
      <SavedQuestions saved={saved} />
      <SentenceBar query={query} chart={chart} days={days} onChange={(next, nextChart) => ask(next, nextChart)} />
      <div className="explore-body">
        <section className="panel explore-answer" aria-busy={answer.isFetching}>
          {answer.isFetching && <Waiting onStop={answer.stop} />}
          {data && !answer.error && (
            <div className={isFresh ? undefined : 'stale'}>
              {isEmpty(data) ? (
                <EmptyState title={t('insight:explore.empty')} reason={t('insight:explore.emptyReason')}>
                  <Button onClick={() => ask({ ...query, filters: [], period: { all: true } })}>
                    {t('insight:explore.emptyAction')}
                  </Button>
                </EmptyState>
              ) : (
                <AnswerView
                  query={query}
                  answer={data}
                  chart={chart}
                  name={name}
                  numbered={numberedColumns(cell !== null)}
                  onOpen={open}
                />
              )}
            </div>
          )}
          {!data && answer.isPending && answer.fetchStatus === 'fetching' && <LateSkeleton lines={10} />}
          {!answer.isFetching && answer.error && (
            <ErrorState error={answer.error} retry={() => void answer.refetch()} />
          )}
          {!data && !answer.isFetching && !answer.error && (
            <EmptyState title={t('insight:explore.stopped')} reason={t('insight:explore.stoppedReason')}>
              <Button onClick={() => void answer.refetch()}>{t('kit:error.retry')}</Button>
            </EmptyState>
          )}
        </section>
        {cell && days && isFresh && (
          <BehindPanel query={query} cell={cell} days={days} currency={data.data.currency} onClose={() => open(null)} />
        )}
      </div>
      {isAdding && <AddToDashboard query={query} chart={chart} name={name} onClose={() => setAdding(false)} />}
      {saved.dialog}
    </Page>
  )
}

const isEmpty = (answer: NonNullable<ReturnType<typeof useAnswer>['data']>) =>
  answer.kind === 'cohort'
    ? answer.data.rows.length === 0
    : answer.kind === 'cube' &&
      answer.data.orders === 0 &&
      answer.data.cells.every((one) => one.value === null || Number(one.value) === 0)

/** After a moment of waiting: it goes on, and can be stopped. */
function Waiting({ onStop }: { onStop(): void }) {
  const { t } = useTranslation()
  const late = useLate(true)
  if (!late) return null
  return (
    <div className="explore-waiting" role="status">
      <Spin size="small" /> {t('insight:explore.counting')}
      <Button size="small" type="link" onClick={onStop}>
        {t('insight:explore.stop')}
      </Button>
    </div>
  )
}
