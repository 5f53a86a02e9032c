import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findGridCall } from '../../overview/contract.ts'
import { customersAt } from '../addresses.ts'
import { usePeriod } from './use-period.ts'

const SCORES = [1, 2, 3, 4, 5]

/** Recency × frequency: each cell says how many customers stand in it, and opens them. */
export function ScoreGrid() {
  const { t } = useTranslation()
  const { whose } = usePeriod()
  const answer = useCall<typeof findGridCall>(
    'GET /api/insight/grid',
    { query: whose },
    { live: 'insight', keep: true },
  )
  return (
    <Loaded of={answer}>
      {(data) =>
        data.customers === 0 ? (
          <EmptyState title={t('insight:grid.empty')} reason={t('insight:curve.emptyReason')} />
        ) : (
          <Grid data={data} />
        )
      }
    </Loaded>
  )
}

function Grid({ data }: { data: WireReply<typeof findGridCall> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const best = data.cells.filter((cell) => cell.recency >= 4 && cell.frequency >= 4)
  const count = best.reduce((sum, cell) => sum + cell.customers, 0)
  const most = Math.max(...data.cells.map((cell) => cell.customers))
  return (
    <figure className="score-grid">
      <figcaption>
        {t('insight:grid.finding', { count, share: format.percent(count / data.customers) })}
        <span className="basis">{t('insight:grid.basis', { count: data.customers })}</span>
      </figcaption>
      <table aria-label={t('insight:grid.label')}>
        <thead>
          <tr>
            <th scope="col">{t('insight:grid.corner')}</th>
            {SCORES.map((recency) => (
              <th key={recency} scope="col">
                {t('insight:grid.recency', { score: recency })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SCORES.toReversed().map((frequency) => (
            <tr key={frequency}>
              <th scope="row">{t('insight:grid.frequency', { score: frequency })}</th>
              {SCORES.map((recency) => (
                <GridCell key={recency} data={data} recency={recency} frequency={frequency} most={most} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="basis">{t('insight:grid.how')}</p>
    </figure>
  )
}

interface CellProps {
  data: WireReply<typeof findGridCall>
  recency: number
  frequency: number
  most: number
}

function GridCell({ data, recency, frequency, most }: CellProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { unit } = usePeriod()
  const cell = data.cells.find((one) => one.recency === recency && one.frequency === frequency)
  if (!cell) return <td className="none">–</td>
  // Depth of colour repeats the number; it never says anything alone.
  const depth = Math.round(8 + 40 * (cell.customers / most))
  const label = t('insight:grid.cell', {
    count: cell.customers,
    recency,
    frequency,
    amount: format.money(cell.revenue, data.currency),
  })
  return (
    <td style={{ background: `color-mix(in srgb, var(--accent) ${depth}%, var(--surface))` }} title={label}>
      <PageLink to={customersAt({ recencyScore: recency, frequencyScore: frequency, unit })} label={label}>
        {format.number(cell.customers)}
      </PageLink>
    </td>
  )
}
