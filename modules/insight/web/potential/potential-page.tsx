import { SettingOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Page } from '#core/web/page.tsx'
import { EmptyState, Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useCall } from '#core/web/use-call.ts'
import type { listModelsCall } from '../../purchases/contract.ts'
import type { findValueGridCall } from '../../value/contract.ts'
import '../overview/overview.css'
import './potential.css'
import { lackingOf, whyNone } from '../predict/why-none.ts'
import { ValueGrid } from './value-grid.tsx'
import { WhatIf } from './what-if.tsx'

/** What customers bring now against what is expected of them, how each class is treated, and what if more came back. */
export default function PotentialPage() {
  const { t } = useTranslation()
  const { search } = useAddress()
  const grid = useCall<typeof findValueGridCall>(
    'GET /api/insight/value-grid',
    { query: search['unit'] ? { units: search['unit'] as never } : {} },
    { live: 'insight', keep: true },
  )
  return (
    <Page
      title={t('insight:potential.title')}
      lead={t('insight:potential.lead')}
      more={[
        { key: 'policies', label: t('insight:policy.title'), icon: <SettingOutlined />, to: '/insight/value/policies' },
        { key: 'rule', label: t('insight:rule.title'), icon: <SettingOutlined />, to: '/overview/class-rule' },
      ]}
    >
      <Loaded of={grid} lines={10}>
        {(data) =>
          data.customers === 0 ? (
            <Empty />
          ) : (
            <div className="potential-page">
              <section className="panel">
                <ValueGrid data={data} />
              </section>
              <section className="panel">
                <WhatIf />
              </section>
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}

function Empty() {
  const { t } = useTranslation()
  const models = useCall<typeof listModelsCall>('GET /api/insight/models', {}, { live: 'insight' })
  const purchases = models.data?.items.find(({ model }) => model === 'purchases')
  return (
    <EmptyState title={t('insight:potential.empty')} reason={whyNone(t, purchases ? lackingOf(purchases) : null)} />
  )
}
