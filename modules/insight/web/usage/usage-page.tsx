import { SettingOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { unitText } from '#modules/team/web/parts/unit-text.ts'
import type { findUsageGridCall } from '../../usage/contract.ts'
import { useUnits } from '../overview/use-units.ts'
import { CategorySelect } from './category-select.tsx'
import { CellPanel } from './cell-panel.tsx'
import './usage.css'
import { UsageGrid } from './usage-grid.tsx'
import { useUsageCategory } from './use-usage-category.ts'

/** The buyers of a category by how much they use and how they hold to brands: each cell asks for another offer. */
export default function UsagePage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { answer, items, category, search } = useUsageCategory()
  const computed = answer.data?.computed
  const rule = `/insight/usage/rule${category ? `?category=${encodeURIComponent(category)}` : ''}`
  return (
    <Page
      title={t('insight:usage.title')}
      lead={
        computed
          ? t('insight:usage.lead', { from: format.day(computed.from), to: format.day(computed.asOf) })
          : t('insight:usage.about')
      }
      more={[{ key: 'rule', label: t('insight:usage.rule.title'), icon: <SettingOutlined />, to: rule }]}
    >
      <Loaded of={answer} lines={10}>
        {({ computing }) => (
          <>
            {computing && <p className="usage-notice">{t('insight:usage.computing')}</p>}
            {items.length === 0 && !search.unit ? <NothingYet /> : <Chosen />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function NothingYet() {
  const { t } = useTranslation()
  return (
    <EmptyState title={t('insight:usage.empty')} reason={t('insight:usage.emptyReason')}>
      <PageLink to="/import">{t('insight:usage.emptyNext')}</PageLink>
    </EmptyState>
  )
}

function Chosen() {
  const { t } = useTranslation()
  const id = useId()
  const { items, category, unit, whose, search, set } = useUsageCategory()
  const { units } = useUnits()
  const answer = useCall<typeof findUsageGridCall>(
    'GET /api/insight/usage',
    { query: { category: category ?? '', ...whose } },
    { live: 'insight', keep: true, enabled: category !== undefined },
  )
  const [usage = '', loyalty = ''] = (search.cell ?? '').split('.')
  const cell = answer.data?.cells.find((one) => one.usage === usage && one.loyalty === loyalty)
  return (
    <>
      <div className="usage-bar">
        <label htmlFor={`${id}-category`}>
          {t('insight:usage.category')}
          <CategorySelect
            id={`${id}-category`}
            items={items}
            value={category}
            onChange={(next) => set({ category: next, cell: undefined })}
          />
        </label>
        {units.length > 1 && (
          <label htmlFor={`${id}-unit`}>
            {t('insight:period.unit')}
            <Select
              id={`${id}-unit`}
              value={unit ?? ''}
              options={[
                { value: '', label: t('insight:period.allUnits') },
                ...units.map((one) => ({
                  value: String(one.unitId),
                  label: `${'\u2003'.repeat(one.path.length - 1)}${unitText(one.unitId, one.name)}`,
                })),
              ]}
              popupMatchSelectWidth={false}
              onChange={(value) => set({ unit: value, cell: undefined })}
            />
          </label>
        )}
      </div>
      {category === undefined ? (
        <EmptyState title={t('insight:usage.nobody')} reason={t('insight:usage.nobodyReason')} />
      ) : (
        <Loaded of={answer} lines={10}>
          {(data) => (
            <div className="usage-body">
              <section className="panel">
                {data.customers === 0 ? (
                  <EmptyState title={t('insight:usage.nobody')} reason={t('insight:usage.nobodyReason')} />
                ) : (
                  <UsageGrid
                    data={data}
                    open={search.cell}
                    onOpen={(next) => set({ cell: next === search.cell ? undefined : next })}
                  />
                )}
              </section>
              {cell && <CellPanel cell={cell} grid={data} unit={unit} onClose={() => set({ cell: undefined })} />}
            </div>
          )}
        </Loaded>
      )}
    </>
  )
}
