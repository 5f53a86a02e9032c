import { SettingOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findBasketsCall } from '../../baskets/contract.ts'
import { BasketSettingDialog } from './basket-setting-dialog.tsx'
import './baskets.css'
import { CategoryMatrix } from './category-matrix.tsx'
import { OfferQuality } from './offer-quality.tsx'
import { RuleList } from './rule-list.tsx'

export type Baskets = WireReply<typeof findBasketsCall>
export type BasketModel = NonNullable<Baskets['model']>

/** What sells together: categories at a glance, every rule, and how good the offers made of them are. */
export default function BasketsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const [changing, setChanging] = useState(false)
  const answer = useCall<typeof findBasketsCall>('GET /api/insight/baskets', {}, { live: 'insight', keep: true })
  const model = answer.data?.model
  const change = {
    key: 'setting',
    label: t('insight:baskets.setting.change'),
    icon: <SettingOutlined />,
    run: () => setChanging(true),
  }
  return (
    <Page
      title={t('insight:baskets.title')}
      lead={
        model &&
        t('insight:baskets.lead', {
          count: model.orders,
          customers: format.number(model.customers),
          from: format.day(model.from),
          to: format.day(model.asOf),
        })
      }
      more={may('insight.rule') ? [change] : []}
    >
      <Loaded of={answer} lines={12}>
        {(data) =>
          data.model && data.model.orders > 0 ? (
            <Found data={data} model={data.model} />
          ) : (
            <EmptyState title={t('insight:baskets.empty')} reason={t('insight:baskets.emptyReason')} />
          )
        }
      </Loaded>
      {changing && <BasketSettingDialog onClose={() => setChanging(false)} />}
    </Page>
  )
}

function Found({ data, model }: { data: Baskets; model: BasketModel }) {
  return (
    <div className="baskets">
      <div className="above">
        <section className="panel">
          <CategoryMatrix matrix={data.matrix} orders={model.orders} />
        </section>
        <section className="panel">
          <OfferQuality model={model} />
        </section>
      </div>
      <RuleList model={model} level={data.level} />
    </div>
  )
}
