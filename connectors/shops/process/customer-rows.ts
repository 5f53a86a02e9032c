import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { ImportRow } from '#core/files/import-batch.ts'
import { readSetting } from '#core/settings.ts'
import { normaliseEmail } from '#core/words/emails.ts'
import { normalisePhone } from '#core/words/phones.ts'
import type { CustomerRow } from '#modules/customers/public.ts'
import type { CustomerTelling } from '../platform/shop-news.ts'
import { newerFields } from './newer-fields.ts'

type Said = CustomerTelling['says']
type Place = Pick<Said, 'country' | 'region' | 'city' | 'address' | 'postcode'>

/**
 * What tellings change about a shop's customers, as rows. Country, region, city and street are one thing: a city of today in
 * a country of yesterday is nowhere.
 */
export async function customerRows(
  ctx: Context,
  connectionId: number,
  tellings: readonly CustomerTelling[],
): Promise<ImportRow<CustomerRow>[]> {
  if (tellings.length === 0) return []
  const home = await readSetting(ctx, homeCountry)
  const told = tellings.map(({ says, ...telling }) => ({ ...telling, says: grouped(says, home) }))
  const news = await newerFields(ctx, { connectionId, kind: 'customer' }, told)
  return news.map(({ externalId, says }, at) => ({ line: at + 1, value: rowOf(externalId, says) }))
}

function grouped(says: Said, home: string): Record<string, unknown> {
  const { country, region, city, address, postcode, email, phone, ...rest } = says
  const place: Place = { country, region, city, address, postcode } as Place
  return {
    ...rest,
    email: email ? normaliseEmail(email) : null,
    phone: phone ? (normalisePhone(phone, country ?? home) ?? phone) : null,
    place: Object.values(place).some(Boolean) ? JSON.parse(JSON.stringify(place)) : null,
  }
}

function rowOf(customerRef: string, says: Record<string, unknown>): CustomerRow {
  const { place, createdAt, ...rest } = says as Omit<Said, keyof Place> & { place?: Place }
  return { ...rest, ...place, customerRef, createdAt: createdAt ? new Date(createdAt) : null }
}
