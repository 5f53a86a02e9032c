import { useTranslation } from 'react-i18next'
import { useSession } from '#core/web/session.ts'
import { useFormat } from '#core/web/use-format.ts'
import { type Cell, type Grid, LOYALTIES, nameOf, TOLD, USAGES, useCellName } from './usage-words.ts'

interface Props {
  data: Grid
  /** `heavy.switching` */
  open: string | undefined
  onOpen(cell: string): void
}

/** Usage × loyalty as a table: every cell with its customers, revenue and share; a click opens who they are. */
export function UsageGrid({ data, open, onOpen }: Props) {
  const { t } = useTranslation()
  const { units } = useSession()
  return (
    <figure className="usage-grid">
      <Finding data={data} />
      <div className="scrolled">
        <table aria-label={t('insight:usage.title')}>
          <thead>
            <tr>
              <td />
              {LOYALTIES.map((loyalty) => (
                <th key={loyalty} scope="col">
                  {t(`insight:usage.holds.${loyalty}`)}
                  <span className="basis">{t(`insight:usage.holdsHow.${loyalty}`, how(data))}</span>
                </th>
              ))}
              <th scope="col">{t('insight:usage.all')}</th>
            </tr>
          </thead>
          <tbody>
            {USAGES.map((usage) => (
              <tr key={usage}>
                <th scope="row">
                  {t(`insight:usage.of.${usage}`)}
                  <Pieces usage={usage} limits={data.limits} />
                </th>
                {LOYALTIES.map((loyalty) => {
                  const cell = data.cells.find((one) => one.usage === usage && one.loyalty === loyalty)
                  const key = `${usage}.${loyalty}`
                  return (
                    <GridCell key={loyalty} cell={cell} data={data} open={open === key} onOpen={() => onOpen(key)} />
                  )
                })}
                <Sum cells={data.cells.filter((cell) => cell.usage === usage)} data={data} />
              </tr>
            ))}
            <tr className="sums">
              <th scope="row">{t('insight:usage.all')}</th>
              {LOYALTIES.map((loyalty) => (
                <Sum key={loyalty} cells={data.cells.filter((cell) => cell.loyalty === loyalty)} data={data} />
              ))}
              <Sum cells={data.cells} data={data} />
            </tr>
          </tbody>
        </table>
      </div>
      <p className="basis">{t('insight:usage.cellHow')}</p>
      {data.branded < data.purchases && (
        <p className="basis">
          {t('insight:usage.unbranded', { count: data.purchases - data.branded, all: data.purchases })}
        </p>
      )}
      {units !== 'all' && <p className="basis">{t('insight:usage.everywhere')}</p>}
    </figure>
  )
}

const how = ({ rule }: Grid) => ({ share: rule.loyalty.share, least: rule.loyalty.leastPurchases })

/** What the grid says: the told cell that brings most. */
function Finding({ data }: { data: Grid }) {
  const { t } = useTranslation()
  const format = useFormat()
  const nameOfCell = useCellName()
  const told = data.cells.filter((cell) => TOLD.some((loyalty) => loyalty === cell.loyalty))
  const best = told.toSorted((a, b) => Number(b.revenue) - Number(a.revenue))[0]
  const few = data.customers - told.reduce((sum, cell) => sum + cell.customers, 0)
  return (
    <figcaption>
      {best
        ? t('insight:usage.finding', {
            cell: nameOfCell(best),
            count: best.customers,
            share: format.percent(best.share ?? 0, 0),
            category: nameOf(data.category),
          })
        : t('insight:usage.findingNone', { category: nameOf(data.category), least: data.rule.loyalty.leastPurchases })}
      <span className="basis">
        {t('insight:usage.basis', {
          count: data.customers,
          purchases: data.purchases,
          amount: format.money(data.revenue, data.currency),
        })}{' '}
        {few > 0 && best && t('insight:usage.few', { count: few, least: data.rule.loyalty.leastPurchases })}
      </span>
    </figcaption>
  )
}

function Pieces({ usage, limits }: { usage: (typeof USAGES)[number]; limits: Grid['limits'] }) {
  const { t } = useTranslation()
  const { heavyFrom, mediumFrom } = limits
  const least = usage === 'heavy' ? heavyFrom : usage === 'medium' ? mediumFrom : null
  const below = usage === 'light' ? (mediumFrom ?? heavyFrom) : null
  if (least === null && below === null) return null
  return (
    <span className="basis">
      {least !== null
        ? t('insight:usage.fromPieces', { count: least })
        : t('insight:usage.belowPieces', { count: below ?? 0 })}
    </span>
  )
}

interface CellProps {
  cell: Cell | undefined
  data: Grid
  open: boolean
  onOpen(): void
}

function GridCell({ cell, data, open, onOpen }: CellProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const nameOfCell = useCellName()
  if (!cell) return <td className="none">–</td>
  const share = cell.share ?? 0
  const amount = format.money(cell.revenue, data.currency)
  return (
    <td className={cell.loyalty === 'unknown' ? 'unknown' : undefined}>
      <button
        type="button"
        aria-pressed={open}
        aria-label={t('insight:usage.cell', {
          cell: nameOfCell(cell),
          count: cell.customers,
          share: format.percent(share, 0),
          amount,
        })}
        onClick={onOpen}
      >
        <span className="count">{format.number(cell.customers)}</span>
        <span className="share">{cell.share === null ? '–' : format.percent(share, share < 0.1 ? 1 : 0)}</span>
        <span className="amount">{amount}</span>
        <span className="bar" aria-hidden="true">
          <span style={{ width: `${Math.max(0, Math.min(100, share * 100))}%` }} />
        </span>
      </button>
    </td>
  )
}

function Sum({ cells, data }: { cells: readonly Cell[]; data: Grid }) {
  const format = useFormat()
  const customers = cells.reduce((sum, cell) => sum + cell.customers, 0)
  const share = cells.reduce((sum, cell) => sum + (cell.share ?? 0), 0)
  return (
    <td className="sum">
      <span className="count">{format.number(customers)}</span>
      <span className="share">{Number(data.revenue) > 0 ? format.percent(share, 0) : '–'}</span>
    </td>
  )
}
