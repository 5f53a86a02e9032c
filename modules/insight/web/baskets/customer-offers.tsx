import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findNextBestCall } from '../../baskets/contract.ts'
import './baskets.css'
import { Blank } from '../parts/blank.tsx'
import { useOfferReason } from './use-offer-reason.ts'

type NextBest = WireReply<typeof findNextBestCall>
type Offer = NextBest['items'][number]

const FIRST = 3

/** What to offer a customer: three new things with their reasons, more on demand, and what they may want again. */
export default function CustomerOffers({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const answer = useCall<typeof findNextBestCall>(
    'GET /api/customers/:customerId/next-best',
    { params: { customerId } },
    { live: 'insight' },
  )
  return (
    <section className="panel customer-offers">
      <h2>{t('insight:baskets.offers.title')}</h2>
      <Loaded of={answer}>
        {(data) =>
          data.items.length > 0 && data.model ? (
            <Offers data={data} model={data.model} />
          ) : (
            <p className="basis">{t('insight:baskets.offers.none')}</p>
          )
        }
      </Loaded>
    </section>
  )
}

function Offers({ data, model }: { data: NextBest; model: NonNullable<NextBest['model']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [all, setAll] = useState(false)
  const fresh = data.items.filter(({ kind }) => kind === 'new')
  const again = data.items.filter(({ kind }) => kind === 'again')
  const hidden = Math.max(0, fresh.length - FIRST) + again.length
  const { test } = model
  return (
    <>
      {model.state !== 'used' && <p className="notice">{t(`insight:baskets.offers.${model.state}`)}</p>}
      {fresh.length === 0 && <p className="basis">{t('insight:baskets.offers.nothingNew')}</p>}
      <OfferList offers={all ? fresh : fresh.slice(0, FIRST)} data={data} horizon={model.horizon} />
      {all && again.length > 0 && (
        <>
          <h3>{t('insight:baskets.offers.again')}</h3>
          <OfferList offers={again} data={data} horizon={model.horizon} />
        </>
      )}
      {hidden > 0 && (
        <Button type="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('insight:baskets.offers.less') : t('insight:baskets.offers.more', { count: hidden })}
        </Button>
      )}
      <p className="basis">
        {t('insight:baskets.offers.basis', { count: model.orders, day: format.day(model.asOf) })}
        <Blank />
        {test &&
          model.state === 'used' &&
          t('insight:baskets.offers.test', {
            count: test.newBuyers,
            personal: format.percent(test.fresh.personal.hitRate, 0),
            popular: format.percent(test.fresh.popular.hitRate, 0),
          })}{' '}
        <PageLink to="/insight/baskets">{t('insight:baskets.offers.rules')}</PageLink>
      </p>
    </>
  )
}

function OfferList({ offers, data, horizon }: { offers: readonly Offer[]; data: NextBest; horizon: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const reasonOf = useOfferReason(horizon)
  return (
    <ol className="offers">
      {offers.map((offer) => (
        <li key={offer.product.key}>
          <PageLink to={`/products/${offer.product.key}`}>{offer.product.name}</PageLink>{' '}
          {offer.price !== null && offer.priceCurrency && <Money value={offer.price} currency={offer.priceCurrency} />}
          <span className="reason">{reasonOf(offer)}</span>
          {offer.chance !== null && (
            <span className="basis">
              {t('insight:baskets.offers.chance', {
                share: format.percent(offer.chance),
                days: format.number(horizon),
              })}
              {offer.gain !== null &&
                t('insight:baskets.offers.gain', { amount: format.money(offer.gain, data.currency) })}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
