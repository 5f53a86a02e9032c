import { SettingOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { listDemandCall } from '../../demand/contract.ts'
import { BreakdownPath } from '../overview/breakdown-path.tsx'
import { CategoryTable } from './category-table.tsx'
import './demand.css'
import { DemandQuality } from './demand-quality.tsx'
import type { Demand } from './demand-types.ts'
import { SeriesPanel } from './series-panel.tsx'
import { StockPanel } from './stock-panel.tsx'

/** What will be asked for in the next twelve weeks, by category, and which stock will not last. */
export default function DemandPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { search } = useAddress()
  const parent = search['in'] ?? ''
  const answer = useCall<typeof listDemandCall>(
    'GET /api/insight/demand',
    { query: { ...(parent && { parent }) } },
    { live: 'insight', keep: true },
  )
  const demand = answer.data
  return (
    <Page
      title={t('insight:demand.title')}
      {...(demand?.asOf && { lead: t('insight:demand.lead', { day: format.day(demand.asOf) }) })}
      more={[
        { key: 'rule', label: t('insight:demand.rule.title'), icon: <SettingOutlined />, to: '/insight/demand/rule' },
      ]}
    >
      <Loaded of={answer} lines={12}>
        {(data) => (data.whole ? <Rooms demand={data} parent={parent} /> : <NoDemand demand={data} parent={parent} />)}
      </Loaded>
    </Page>
  )
}

function Rooms({ demand, parent }: { demand: Demand; parent: string }) {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const shown = search['show'] ?? parent
  const go = (path: string) => set({ in: path, show: undefined }, { push: true })
  return (
    <div className="demand">
      <section className="panel wide">
        <h2>{t('insight:demand.categories.title')}</h2>
        <BreakdownPath parent={parent} onGo={go} />
        <CategoryTable
          demand={demand}
          shown={shown}
          onShow={(path) => set({ show: path === parent ? undefined : path })}
          onGo={go}
        />
        <p className="basis">{t('insight:demand.categories.basis')}</p>
      </section>
      <SeriesPanel path={shown} />
      <StockPanel demand={demand} parent={parent} />
      {demand.quality && <DemandQuality quality={demand.quality} />}
    </div>
  )
}

function NoDemand({ demand, parent }: { demand: Demand; parent: string }) {
  const { t } = useTranslation()
  const why = demand.hidden ? 'hidden' : parent ? 'gone' : 'empty'
  return (
    <EmptyState title={t(`insight:demand.none.${why}`)} reason={t(`insight:demand.noneReason.${why}`)}>
      {why === 'gone' && <PageLink to="/insight/demand">{t('insight:demand.none.toShop')}</PageLink>}
      {why === 'empty' && <PageLink to="/orders">{t('insight:demand.none.toOrders')}</PageLink>}
    </EmptyState>
  )
}
