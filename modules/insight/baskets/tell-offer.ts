import { type RawBuilder, sql } from 'kysely'
import type { ReplyOf } from '#core/http/contract.ts'
import type { findNextBestCall } from './contract.ts'
import type { Goods } from './goods.ts'

export type ToldOffer = Omit<
  ReplyOf<typeof findNextBestCall>['items'][number],
  'product' | 'price' | 'priceCurrency' | 'gain'
>

export type OfferFacts = Omit<ToldOffer, 'because'> & { because: string[] }

/** The columns of an offer of `facts.recommendations r`. */
export const offerColumns: RawBuilder<unknown> = sql`
  r.kind, r.rank, r.chance::float8 as chance, r.basis, r.because::text[] as because, r.customers,
  r.both_customers as "bothCustomers", r.lift::float8 as lift, r.times, r.last_day as "lastDay"`

/** An offer as calls tell it: names for ids. */
export const tellOffer = (facts: OfferFacts, product: (key: string) => Goods): ToldOffer => ({
  kind: facts.kind,
  rank: facts.rank,
  chance: facts.chance,
  basis: facts.basis,
  because: facts.because.map(product),
  customers: facts.customers,
  bothCustomers: facts.bothCustomers,
  lift: facts.lift,
  times: facts.times,
  lastDay: facts.lastDay,
})
