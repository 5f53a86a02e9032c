import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { findProductDemandCall } from '../../demand/contract.ts'
import { DemandChart } from '../demand/demand-chart.tsx'
import '../demand/demand.css'
import type { DemandSeries } from '../demand/demand-types.ts'
import { StockMark } from '../demand/stock-mark.tsx'
import { usePieces } from '../demand/use-pieces.ts'

/** On a product's page: what was asked for, what will be, and how far the stock reaches. */
export default function ProductDemand({ productId }: { productId: string }) {
  const { t } = useTranslation()
  const answer = useCall<typeof findProductDemandCall>(
    'GET /api/products/:productId/demand',
    { params: { productId } },
    { live: 'insight' },
  )
  return (
    <section className="panel demand-part">
      <h2>{t('insight:demand.title')}</h2>
      <Loaded of={answer} lines={8}>
        {({ demand }) =>
          demand === null ? (
            <EmptyState title={t('insight:demand.none.product')} reason={t('insight:demand.noneReason.product')} />
          ) : (
            <>
              <StockReach series={demand} />
              <DemandChart series={demand} name={demand.name} />
            </>
          )
        }
      </Loaded>
    </section>
  )
}

function StockReach({ series: { stock, rule, returned } }: { series: DemandSeries }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { pieces, week } = usePieces()
  const back = returned > 0 ? t('insight:demand.stock.returned', { count: returned, pieces: pieces(returned) }) : ''
  if (!stock) return <p className="basis">{`${t('insight:demand.stock.notKnown')} ${back}`}</p>
  const figures = [
    [t('insight:demand.stock.stock'), format.number(stock.stock, { maximumFractionDigits: 3 })],
    [
      t('insight:demand.stock.runsOut'),
      stock.runsOutWeek
        ? t('insight:demand.stock.weekOf', { week: week(stock.runsOutWeek) })
        : t('insight:demand.stock.later'),
    ],
    [t('insight:demand.stock.short2'), format.percent(stock.short2Weeks, 0)],
    [t('insight:demand.stock.short4'), format.percent(stock.short4Weeks, 0)],
    [t('insight:demand.stock.reorder'), format.number(stock.reorder)],
  ] as const
  return (
    <>
      <dl className="stock-reach">
        <div>
          <dt>{t('insight:demand.stock.stateTitle')}</dt>
          <dd>
            <StockMark state={stock.state} />
          </dd>
        </div>
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="basis">
        {t('insight:demand.stock.by', {
          lead: rule.leadTimeDays,
          cover: rule.coverDays,
          level: format.percent(rule.serviceLevel),
        })}{' '}
        {back} <PageLink to="/insight/demand/rule">{t('insight:demand.rule.title')}</PageLink>
      </p>
    </>
  )
}
