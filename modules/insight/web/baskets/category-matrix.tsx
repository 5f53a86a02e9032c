import { useTranslation } from 'react-i18next'
import { useAddress } from '#core/web/use-address.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { Baskets } from './baskets-page.tsx'

type Matrix = Baskets['matrix']
type Cell = Matrix['cells'][number]

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** Categories against categories: each cell says how many times as often as by chance, and opens its rule. */
export function CategoryMatrix({ matrix, orders }: { matrix: Matrix; orders: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { categories, cells } = matrix
  const [strongest] = cells.toSorted((a, b) => b.lift - a.lift)
  if (!strongest) return <p className="basis">{t('insight:baskets.matrix.none')}</p>
  return (
    <figure className="basket-matrix">
      <figcaption>
        {t('insight:baskets.matrix.finding', {
          left: nameOf(strongest.left),
          right: nameOf(strongest.right),
          lift: format.number(strongest.lift, LIFT),
        })}
        <span className="basis">{t('insight:baskets.matrix.basis', { count: orders })}</span>
      </figcaption>
      <div className="scrolled">
        <table aria-label={t('insight:baskets.matrix.label')}>
          <thead>
            <tr>
              <td />
              {categories.map((path) => (
                <th key={path} scope="col" title={path.replaceAll('/', ' / ')}>
                  {nameOf(path)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {categories.map((left) => (
              <tr key={left}>
                <th scope="row" title={left.replaceAll('/', ' / ')}>
                  {nameOf(left)}
                </th>
                {categories.map((right) => (
                  <MatrixCell
                    key={right}
                    cell={cells.find((one) => one.left === left && one.right === right)}
                    isSame={left === right}
                    most={strongest.lift}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="basis">{t('insight:baskets.matrix.how')}</p>
    </figure>
  )
}

export const LIFT = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const

function MatrixCell({ cell, isSame, most }: { cell: Cell | undefined; isSame: boolean; most: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { set } = useAddress()
  if (isSame) return <td className="same" />
  if (!cell) return <td className="none">·</td>
  // Depth of colour repeats the number; it never says anything alone.
  const depth = Math.round(6 + 42 * (Math.log(cell.lift) / Math.log(Math.max(most, 1.01))))
  const label = t('insight:baskets.matrix.cell', {
    left: nameOf(cell.left),
    right: nameOf(cell.right),
    lift: format.number(cell.lift, LIFT),
    count: cell.orders,
  })
  return (
    <td style={{ background: `color-mix(in srgb, var(--accent) ${depth}%, var(--surface))` }} title={label}>
      <button type="button" aria-label={label} onClick={() => set({ rule: cell.ruleId })}>
        {format.number(cell.lift, LIFT)}
      </button>
    </td>
  )
}
