import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findValueGridCall } from '../../value/contract.ts'
import { customersAt } from '../addresses.ts'

type Grid = WireReply<typeof findValueGridCall>
type Cell = Grid['cells'][number]

const SCORES = [1, 2, 3, 4, 5]
const CLASSES = [
  ['key', 'key'],
  ['worthWinning', 'worth_winning'],
  ['dispensable', 'dispensable'],
] as const

/** Present × potential: each cell says how many stand in it, which class most of them are of, and opens them. */
export function ValueGrid({ data }: { data: Grid }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sum = (cells: readonly Cell[], of: (cell: Cell) => number) => cells.reduce((total, cell) => total + of(cell), 0)
  const all = sum(data.cells, (cell) => Number(cell.value ?? 0))
  const rising = data.cells.filter(({ present, potential }) => present <= 3 && potential >= 4)
  const fading = data.cells.filter(({ present, potential }) => present >= 4 && potential <= 2)
  const most = Math.max(...data.cells.map(({ customers }) => customers))
  return (
    <figure className="score-grid">
      <figcaption>
        {t('insight:potential.finding', {
          rising: format.number(sum(rising, (cell) => cell.customers)),
          fading: format.number(sum(fading, (cell) => cell.customers)),
        })}
        <span className="basis">
          {t('insight:potential.basis', { count: data.customers })}
          {all > 0 &&
            ` ${t(`insight:potential.all.${data.basis}`, { amount: format.money(all.toFixed(2), data.currency) })}`}
        </span>
      </figcaption>
      <table aria-label={t('insight:potential.label')}>
        <thead>
          <tr>
            <th scope="col">{t('insight:potential.corner')}</th>
            {SCORES.map((present) => (
              <th key={present} scope="col">
                {t('insight:potential.present', { score: present })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SCORES.toReversed().map((potential) => (
            <tr key={potential}>
              <th scope="row">{t('insight:potential.expected', { score: potential })}</th>
              {SCORES.map((present) => (
                <GridCell
                  key={present}
                  cell={data.cells.find((one) => one.present === present && one.potential === potential)}
                  currency={data.currency}
                  most={most}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="basis">{t('insight:potential.how')}</p>
    </figure>
  )
}

function GridCell({ cell, currency, most }: { cell: Cell | undefined; currency: string; most: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!cell) return <td className="none">–</td>
  const { present, potential, customers } = cell
  const [, main] = CLASSES.reduce((best, one) => (cell[one[0]] > cell[best[0]] ? one : best))
  // Depth of colour repeats the number; it never says anything alone.
  const depth = Math.round(8 + 40 * (customers / most))
  const label = t('insight:potential.cell', {
    count: customers,
    present,
    potential,
    key: format.number(cell.key),
    winning: format.number(cell.worthWinning),
    rest: format.number(cell.dispensable),
    amount: cell.value === null ? '–' : format.money(cell.value, currency),
  })
  return (
    <td style={{ background: `color-mix(in srgb, var(--accent) ${depth}%, var(--surface))` }} title={label}>
      <PageLink to={customersAt({ moneyScore: present, potentialScore: potential })} label={label}>
        {format.number(customers)} <ClassMark of={main} />
      </PageLink>
    </td>
  )
}
