import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { PlainTable } from '#core/web/plain-table.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findProductTogetherCall } from '../../baskets/contract.ts'
import { offerSegmentAt } from '../addresses.ts'
import './baskets.css'
import { LIFT } from './category-matrix.tsx'
import { GoodsLink } from './goods-link.tsx'
import { ProspectList } from './prospect-list.tsx'
import { useRuleSentence } from './use-rule-sentence.ts'

type Together = WireReply<typeof findProductTogetherCall>

/** Of a product: what sells together with it, what the same customers buy, and to whom it is recommended. */
export default function ProductTogether({ productId }: { productId: string }) {
  const { t } = useTranslation()
  const answer = useCall<typeof findProductTogetherCall>(
    'GET /api/products/:productId/together',
    { params: { productId } },
    { live: 'insight' },
  )
  return (
    <section className="panel product-together">
      <h2>{t('insight:baskets.together.title')}</h2>
      <Loaded of={answer}>
        {(data) =>
          data.model ? (
            <>
              <Rules data={data} />
              <Similar data={data} />
              <Prospects product={data.product} count={data.prospects} horizon={data.model.horizon} />
            </>
          ) : (
            <p className="basis">{t('insight:baskets.emptyReason')}</p>
          )
        }
      </Loaded>
    </section>
  )
}

function Rules({ data }: { data: Together }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sentenceOf = useRuleSentence()
  if (data.rules.length === 0) return <p className="basis">{t('insight:baskets.together.noRules')}</p>
  return (
    <div className="scrolled">
      <PlainTable
        label={t('insight:baskets.together.title')}
        data={{
          columns: [
            { title: t('insight:baskets.rules.rule') },
            { title: t('insight:baskets.rules.orders'), figure: true },
            { title: t('insight:baskets.rules.lift'), figure: true },
          ],
          rows: data.rules.map((rule) => [
            <PageLink key="rule" to={`/insight/baskets?level=product&rule=${rule.ruleId}`}>
              {sentenceOf(rule)}
            </PageLink>,
            format.number(rule.orders),
            t('insight:baskets.times', { lift: format.number(rule.lift, LIFT) }),
          ]),
        }}
      />
    </div>
  )
}

function Similar({ data }: { data: Together }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <h3>{t('insight:baskets.together.similar')}</h3>
      {data.similar.length === 0 ? (
        <p className="basis">{t('insight:baskets.together.noSimilar')}</p>
      ) : (
        <div className="scrolled">
          <PlainTable
            label={t('insight:baskets.together.similar')}
            data={{
              columns: [
                { title: t('insight:baskets.filter.product') },
                { title: t('insight:baskets.together.both'), figure: true },
                { title: t('insight:baskets.together.share'), figure: true },
                { title: t('insight:baskets.rules.lift'), figure: true },
              ],
              rows: data.similar.map((one) => [
                <GoodsLink key="product" goods={one.product} />,
                format.number(one.bothCustomers),
                format.percent(one.bothCustomers / one.customers, 0),
                t('insight:baskets.times', { lift: format.number(one.lift, LIFT) }),
              ]),
            }}
          />
        </div>
      )}
    </>
  )
}

interface ProspectsProps {
  product: Together['product']
  count: number
  horizon: number
}

function Prospects({ product, count, horizon }: ProspectsProps) {
  const { t } = useTranslation()
  const may = useMay()
  const [open, setOpen] = useState(false)
  return (
    <>
      <h3>{t('insight:baskets.together.prospects', { count })}</h3>
      {count > 0 && (
        <p className="prospect-ways">
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'insight:baskets.offers.less' : 'insight:baskets.together.show')}
          </Button>
          {may('customers.segments') && product.sku !== null && (
            <PageLink to={offerSegmentAt(product.sku, t('insight:baskets.together.segment', { name: product.name }))}>
              {t('insight:baskets.together.makeSegment')}
            </PageLink>
          )}
        </p>
      )}
      {open && <ProspectList productId={product.key} horizon={horizon} />}
    </>
  )
}
