import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { SidePanel } from '#core/web/side-panel.tsx'
import { ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import type { listUsageCustomersCall } from '../../usage/contract.ts'
import { usageCustomersAt, usageSegmentAt } from '../addresses.ts'
import { useUnits } from '../overview/use-units.ts'
import { type Cell, type Grid, nameOf, useCellName } from './usage-words.ts'

const SHOWN = 10

interface Props {
  cell: Cell
  grid: Grid
  unit: string | undefined
  onClose(): void
}

/** A cell opened: what may be tried with them, their figures, the first of them, and the ways to all. */
export function CellPanel({ cell, grid, unit, onClose }: Props) {
  const { t } = useTranslation()
  const may = useMay()
  const nameOfCell = useCellName()
  const { category } = grid
  const at = { category, usage: cell.usage, loyalty: cell.loyalty, unit }
  const name = t('insight:usage.cellOf', { category: nameOf(category), cell: nameOfCell(cell) })
  return (
    <SidePanel title={name} onClose={onClose}>
      <p className="usage-offer">{t(`insight:usage.offer.${cell.loyalty}`)}</p>
      <Figures cell={cell} currency={grid.currency} />
      <p className="usage-ways">
        <PageLink to={usageCustomersAt(at)}>{t('insight:usage.openList', { count: cell.customers })}</PageLink>
        {may('customers.segments') && (
          <PageLink to={usageSegmentAt(at, name)}>{t('insight:usage.makeSegment')}</PageLink>
        )}
      </p>
      <First cell={cell} category={category} unit={unit} />
    </SidePanel>
  )
}

function Figures({ cell, currency }: { cell: Cell; currency: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const each = (Number(cell.revenue) / cell.customers).toFixed(2)
  const classes = [
    ['key', cell.classes.key],
    ['worth_winning', cell.classes.worthWinning],
    ['dispensable', cell.classes.dispensable],
  ] as const
  return (
    <dl className="usage-figures">
      <dt>{t('insight:usage.customers')}</dt>
      <dd>{format.number(cell.customers)}</dd>
      <dt>{t('insight:usage.revenue')}</dt>
      <dd>
        <Money value={cell.revenue} currency={currency} />
        {cell.share !== null && ` · ${format.percent(cell.share, 0)}`}
      </dd>
      <dt>{t('insight:usage.each')}</dt>
      <dd>
        <Money value={each} currency={currency} /> ·{' '}
        {t('insight:usage.pieces', { count: Math.round((10 * cell.quantity) / cell.customers) / 10 })}
      </dd>
      {cell.meanWorth !== null && (
        <>
          <dt>{t('insight:usage.meanWorth')}</dt>
          <dd>
            <Money value={cell.meanWorth} currency={currency} />
          </dd>
        </>
      )}
      <dt>{t('insight:classes.title')}</dt>
      <dd>
        {classes.map(([name, count]) => (
          <span key={name} className="class">
            <ClassMark of={name} /> {format.number(count)}
          </span>
        ))}
      </dd>
    </dl>
  )
}

function First({ cell, category, unit }: { cell: Cell; category: string; unit: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { withChildren } = useUnits()
  const list = useCallPages<typeof listUsageCustomersCall>(
    'GET /api/insight/usage/customers',
    {
      query: {
        category,
        usage: cell.usage,
        loyalty: cell.loyalty,
        limit: SHOWN,
        ...(unit && { units: withChildren(unit) }),
      },
    },
    { live: 'insight' },
  )
  if (list.error) return <ErrorState error={list.error} retry={list.retry} />
  if (list.loading) return <LateSkeleton lines={6} />
  return (
    <PlainTable
      label={t('insight:usage.first')}
      data={{
        columns: [
          { title: t('insight:changes.customer') },
          { title: t('insight:usage.revenue'), figure: true },
          { title: t('insight:usage.quantity'), figure: true },
          { title: t('insight:usage.topBrand') },
        ],
        rows: list.rows
          .slice(0, SHOWN)
          .map((row) => [
            <CustomerChip key="customer" customer={{ id: row.customerId, name: row.name, class: row.class }} />,
            <Money key="revenue" value={row.revenue} currency={row.currency} />,
            format.number(row.quantity),
            row.topBrand === null ? '–' : `${row.topBrand} ${format.percent(row.topShare ?? 0, 0)}`,
          ]),
      }}
    />
  )
}
