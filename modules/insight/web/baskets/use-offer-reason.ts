import { useTranslation } from 'react-i18next'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findNextBestCall } from '../../baskets/contract.ts'
import { LIFT } from './category-matrix.tsx'

export type Offer = Pick<
  WireReply<typeof findNextBestCall>['items'][number],
  'basis' | 'because' | 'customers' | 'bothCustomers' | 'lift' | 'times' | 'lastDay'
>

/** Why something is offered, in words made of its facts. */
export function useOfferReason(horizon: number): (offer: Offer) => string {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const joined = new Intl.ListFormat(i18n.language, { type: 'conjunction' })
  return (offer) => {
    switch (offer.basis) {
      case 'link':
        return t('insight:baskets.reason.link', {
          goods: joined.format(offer.because.map(({ name }) => t('insight:baskets.named', { name }))),
          share: format.percent(offer.bothCustomers / Math.max(1, offer.customers), 0),
          lift: format.number(offer.lift ?? 1, LIFT),
          count: offer.customers,
        })
      case 'bought':
        return t('insight:baskets.reason.bought', {
          count: offer.times,
          day: offer.lastDay ? format.day(offer.lastDay) : '–',
        })
      default:
        return t('insight:baskets.reason.popular', { count: offer.customers, days: format.number(horizon) })
    }
  }
}
