import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Money } from '#core/web/money.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { addDays } from '#core/words/dates.ts'
import type { NeedSummary } from './needs-page.tsx'
import { useNeedsAddress } from './use-needs-address.ts'

type Row = NeedSummary['categories'][number]

/** The categories: how many customers are due, what is expected, and how last month was told. Figures open the customers. */
export function CategoryTable({ summary }: { summary: NeedSummary }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { category: chosen, state, dueOn, open } = useNeedsAddress()
  const { categories, currency, model } = summary
  const asOf = model?.asOf ?? ''
  const shown = categories.filter(({ category }) => !chosen || category === chosen || category.startsWith(`${chosen}/`))
  const rounded = (value: number) => format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })
  const figure = (row: Row, count: number, of: { state: string; dueOn: string | undefined }) => (
    <Open
      key={of.state + of.dueOn}
      isShown={chosen === row.category && state === of.state && dueOn === of.dueOn}
      onGo={() => open({ category: row.category, ...of })}
    >
      {format.number(count)}
    </Open>
  )
  return (
    <>
      <h2>{t('insight:needs.categories.title')}</h2>
      <div className="scrolled">
        <PlainTable
          label={t('insight:needs.categories.title')}
          data={{
            columns: [
              { title: t('insight:needs.category') },
              { title: t('insight:needs.state.overdue'), figure: true },
              { title: t('insight:needs.state.due'), figure: true },
              ...[7, 14, 30].map((count) => ({ title: t('insight:needs.categories.within', { count }), figure: true })),
              { title: t('insight:needs.categories.expected'), figure: true },
              { title: t('insight:needs.categories.revenue'), figure: true },
              { title: t('insight:needs.categories.lastMonth'), figure: true },
              { title: t('insight:needs.categories.gap'), figure: true },
            ],
            rows: shown.map((row) => [
              <Open
                key="name"
                title={row.category}
                isShown={false}
                onGo={() => open({ category: row.category, state: undefined, dueOn: undefined })}
              >
                {row.category.split('/').slice(-2).join(' / ')}
                {row.method && row.method !== 'model' && (
                  <span className="second">{t(`insight:needs.why.by.${row.method}`)}</span>
                )}
              </Open>,
              figure(row, row.overdue, { state: 'overdue', dueOn: undefined }),
              figure(row, row.due, { state: 'due', dueOn: undefined }),
              figure(row, row.due7, { state: 'soon', dueOn: `..${addDays(asOf, 7)}` }),
              figure(row, row.due14, { state: 'soon', dueOn: undefined }),
              figure(row, row.due30, { state: 'soon,later', dueOn: `${addDays(asOf, 1)}..${addDays(asOf, 30)}` }),
              <span key="expected">
                {rounded(row.expected)}
                <span className="second">{`${rounded(row.low)}–${rounded(row.high)}`}</span>
              </span>,
              <Money key="revenue" value={row.revenue} currency={currency} />,
              <span key="last" title={t('insight:needs.categories.lastMonthHelp')}>
                {`${format.number(row.came)} / ${rounded(row.told)}`}
              </span>,
              row.usualGap === null ? '–' : t('insight:needs.why.days', { count: Math.round(row.usualGap) }),
            ]),
          }}
        />
      </div>
    </>
  )
}

interface OpenProps {
  title?: string
  /** The list below shows these. */
  isShown: boolean
  onGo(): void
  children: ReactNode
}

const Open = ({ title, isShown, onGo, children }: OpenProps) => (
  <button type="button" className="as-link" title={title} aria-pressed={isShown} onClick={onGo}>
    {children}
  </button>
)
