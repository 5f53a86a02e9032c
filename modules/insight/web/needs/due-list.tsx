import { Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Column } from '#core/web/column.ts'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { DataTable } from '#core/web/data-table.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { EmptyState, ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import { useMay } from '#core/web/use-may.ts'
import type { WireReply } from '#core/web/wire.ts'
import { addDays, daysBetween } from '#core/words/dates.ts'
import type { listDueNeedsCall } from '../../needs/contract.ts'
import { needSegmentAt } from '../addresses.ts'
import { CategoryName } from './category-name.tsx'
import { DueActions } from './due-actions.tsx'
import { StateMark } from './state-mark.tsx'
import { LIST_PLACE, useNeedsAddress } from './use-needs-address.ts'
import { useShortDay } from './use-short-day.ts'

type Row = WireReply<typeof listDueNeedsCall>['items'][number]

const STATES = ['overdue', 'due', 'soon', 'later', 'lost'] as const
const SHOWN = 'overdue,due,soon'

const AHEAD = ['soon', 'later']

/**
 * Within how many days what is asked for is due; undefined where no day is asked for, null where no condition of a segment says the
 * same: a range that begins elsewhere than tomorrow, or that leaves out some of those who are due already.
 */
function daysAhead(dueOn: string | undefined, states: readonly string[], asOf: string | undefined) {
  if (!dueOn) return undefined
  const [from, to] = dueOn.split('..')
  if (!to || !asOf) return null
  if (from && !(from === addDays(asOf, 1) && states.every((state) => AHEAD.includes(state)))) return null
  return daysBetween(asOf, to)
}

/** Who is due, those who are likely to bring most first. */
export function DueList({ currency, asOf }: { currency: string; asOf: string | undefined }) {
  const { t, i18n } = useTranslation()
  const go = useGo()
  const short = useShortDay()
  const may = useMay()
  const { due, state, dueOn, category, unit, sort, set } = useNeedsAddress()
  const list = useCallPages<typeof listDueNeedsCall>('GET /api/insight/needs', { query: due }, { live: 'insight' })
  const columns = useColumns(currency)
  const [from, to] = (dueOn ?? '..').split('..')
  const states = (state ?? SHOWN).split(',')
  const dueWithin = daysAhead(dueOn, states, asOf)
  const joined = new Intl.ListFormat(i18n.language, { type: 'disjunction' })
  const segmentName = t('insight:needs.list.segment', {
    category: category ? category.replaceAll('/', ' / ') : t('insight:needs.list.anything'),
    states: joined.format(states.map((one) => t(`insight:needs.state.${one}`))),
    ...(dueWithin && { context: 'within', count: dueWithin }),
  })
  return (
    <>
      <h2 id={LIST_PLACE}>
        {t('insight:needs.list.title')}
        {!list.loading && !list.error && (
          <span className="count">
            {list.total === null ? t('insight:needs.list.many') : t('insight:needs.list.count', { count: list.total })}
          </span>
        )}
      </h2>
      <p className="basis">{t('insight:needs.list.days')}</p>
      <div className="bar">
        <Select
          mode="multiple"
          aria-label={t('insight:needs.list.state')}
          value={states}
          options={STATES.map((value) => ({ value, label: t(`insight:needs.state.${value}`) }))}
          onChange={(values) => set({ state: values.length === 0 ? undefined : values.join(',') })}
        />
        {category && (
          <Tag closable onClose={() => set({ category: undefined })}>
            {category.replaceAll('/', ' / ')}
          </Tag>
        )}
        {dueOn && (
          <Tag closable onClose={() => set({ dueOn: undefined })}>
            {from && to
              ? t('insight:needs.list.dueBetween', { from: short(from), to: short(to) })
              : t('insight:needs.list.dueUntil', { to: short(to ?? '') })}
          </Tag>
        )}
        <DueActions query={due} rows={list.total} />
        {may('customers.segments') && dueWithin !== null && (
          <PageLink to={needSegmentAt({ category, states, dueWithin, unit, name: segmentName })}>
            {t('insight:needs.list.makeSegment')}
          </PageLink>
        )}
      </div>
      {list.error && <ErrorState error={list.error} retry={list.retry} />}
      {list.loading && <LateSkeleton lines={8} />}
      {!list.loading && !list.error && list.rows.length === 0 && (
        <EmptyState title={t('insight:needs.list.none')} reason={t('insight:needs.list.noneReason')} />
      )}
      {list.rows.length > 0 && (
        <DataTable
          label={t('insight:needs.list.title')}
          list={list}
          columns={columns}
          rowKey={(row) => `${row.customerId} ${row.category}`}
          sort={sort}
          onSort={(by) => set({ sort: by === 'due' ? by : undefined })}
          onOpen={(row) => go(`/customers/${row.customerId}`)}
        />
      )}
    </>
  )
}

function useColumns(currency: string): Column<Row>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const short = useShortDay()
  return [
    {
      key: 'customer',
      title: t('insight:needs.list.customer'),
      render: (row) => <CustomerChip customer={{ id: row.customerId, name: row.name, class: row.class }} />,
    },
    { key: 'category', title: t('insight:needs.category'), render: (row) => <CategoryName of={row.category} /> },
    { key: 'state', title: t('insight:needs.list.state'), width: 110, render: (row) => <StateMark of={row.state} /> },
    { key: 'due', title: t('insight:needs.list.due'), width: 120, sort: 'due', render: (row) => short(row.dueOn) },
    {
      key: 'next',
      title: t('insight:needs.list.next'),
      width: 240,
      render: (row) =>
        t('insight:needs.list.nextOn', { day: short(row.nextOn), low: short(row.low), high: short(row.high) }),
    },
    {
      key: 'probability',
      title: t('insight:needs.why.within30'),
      figure: true,
      width: 120,
      render: (row) => format.percent(row.probability30, 0),
    },
    {
      key: 'worth',
      title: t('insight:needs.categories.revenue'),
      figure: true,
      width: 140,
      sort: 'worth',
      render: (row) => <Money value={row.revenue} currency={currency} />,
    },
    {
      key: 'last',
      title: t('insight:needs.list.last'),
      width: 190,
      spare: true,
      render: (row) => t('insight:needs.list.lastOn', { day: short(row.lastOn), count: row.purchases }),
    },
  ]
}
