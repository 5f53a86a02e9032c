import { DownloadOutlined } from '@ant-design/icons'
import { Button, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DataTable } from '#core/web/data-table.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { EmptyState, ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCallPages } from '#core/web/use-call-pages.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { listStockCall } from '../../demand/contract.ts'
import type { Demand, StockItem, StockState } from './demand-types.ts'
import { useStockColumns } from './use-stock-columns.tsx'

const STATES: readonly StockState[] = ['out', 'short', 'order', 'enough']

/** Products whose stock runs short, most urgent first, what to reorder, and the same as a file. */
export function StockPanel({ demand, parent }: { demand: Demand; parent: string }) {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const state = STATES.find((one) => one === search['stock'])
  const query = {
    ...(parent && { category: parent }),
    ...(search['supplier'] && { supplier: search['supplier'] }),
    ...(state && { state }),
  }
  const list = useCallPages<typeof listStockCall>('GET /api/insight/demand/stock', { query }, { live: 'insight' })
  const columns = useStockColumns()
  const text = new URLSearchParams(query).toString()
  return (
    <section className="panel wide stock-panel">
      <h2>{t('insight:demand.stock.title')}</h2>
      <div className="demand-bar">
        <StateChoice demand={demand} state={state} onChange={(value) => set({ stock: value })} />
        {demand.suppliers.length > 0 && (
          <Select
            aria-label={t('insight:demand.stock.supplier')}
            value={search['supplier'] ?? ''}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: t('insight:demand.stock.allSuppliers') },
              ...demand.suppliers.map((value) => ({ value, label: value })),
            ]}
            onChange={(value) => set({ supplier: value })}
          />
        )}
        <Button
          icon={<DownloadOutlined />}
          href={`/api/insight/demand/reorder.csv${text && `?${text}`}`}
          download
          disabled={list.rows.length === 0}
        >
          {t('insight:demand.stock.file')}
        </Button>
      </div>
      {list.error && <ErrorState error={list.error} retry={list.retry} />}
      {list.loading && <LateSkeleton lines={6} />}
      {!list.loading && !list.error && list.rows.length === 0 && (
        <NothingShort demand={demand} isFiltered={text !== ''} />
      )}
      {list.rows.length > 0 && (
        <DataTable<StockItem>
          label={t('insight:demand.stock.title')}
          list={list}
          columns={columns}
          rowKey={(row) => row.productId}
          rowTo={(row) => `/products/${row.productId}`}
        />
      )}
    </section>
  )
}

interface ChoiceProps {
  demand: Demand
  state: StockState | undefined
  onChange(state: string): void
}

function StateChoice({ demand, state, onChange }: ChoiceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { toDo } = demand.stock
  const label = (name: string, count: number) =>
    t('insight:demand.stock.counted', { name, count: format.number(count) })
  return (
    <Segmented
      aria-label={t('insight:demand.stock.filter')}
      value={state ?? ''}
      options={[
        { value: '', label: label(t('insight:demand.stock.toDo'), toDo) },
        ...STATES.map((value) => ({
          value,
          label: label(t(`insight:demand.stock.state.${value}`), demand.stock[value]),
        })),
      ]}
      onChange={(value) => onChange(String(value))}
    />
  )
}

/** Why the list is empty: all is well, no stock is known, or the filters. */
function NothingShort({ demand, isFiltered }: { demand: Demand; isFiltered: boolean }) {
  const { t } = useTranslation()
  const { out, short, order, enough } = demand.stock
  const reason = out + short + order + enough === 0 ? 'unknown' : isFiltered ? 'filtered' : 'enough'
  return (
    <EmptyState
      title={t(`insight:demand.stock.none.${reason}`)}
      reason={t(`insight:demand.stock.noneReason.${reason}`)}
    >
      {reason === 'unknown' && <PageLink to="/import">{t('insight:demand.stock.import')}</PageLink>}
    </EmptyState>
  )
}
