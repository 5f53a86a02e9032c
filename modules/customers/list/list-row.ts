import { sql } from 'kysely'
import { dayOf, daysBetween } from '#core/words/dates.ts'
import { maskEmail } from '#core/words/emails.ts'
import { formatDecimal } from '#core/words/money.ts'
import { maskName } from '#core/words/names.ts'
import { maskPhone } from '#core/words/phones.ts'
import type { CustomerListRow } from './contract.ts'
import type { FilterScene } from './filter-scene.ts'

/** A row as the database gives it. */
export interface StoredRow
  extends Omit<
    CustomerListRow,
    | 'revenue'
    | 'profit'
    | 'currency'
    | 'recencyDays'
    | 'firstOrderAt'
    | 'lastOrderAt'
    | 'lastInteractionAt'
    | 'createdAt'
  > {
  revenueMicro: bigint
  profitMicro: bigint
  firstOrderAt: Date | null
  lastOrderAt: Date | null
  lastInteractionAt: Date | null
  createdAt: Date
}

export const rowColumns = sql`
  c.customer_id as id, c.name, c.stage, c.kind, c.class, c.email, c.phone, c.gender, c.birthday, c.country,
  c.region_path as "regionPath", c.city, c.company, c.tags, c.owner_staff_id as "ownerStaffId", c.unit_ids as "unitIds",
  c.segment_ids as "segmentIds", c.custom, c.orders_count as "ordersCount", c.revenue_micro as "revenueMicro",
  c.profit_micro as "profitMicro", c.returns_count as "returnsCount", c.complaints_count as "complaintsCount",
  c.recency_score as "recencyScore", c.frequency_score as "frequencyScore", c.money_score as "moneyScore",
  c.first_order_at as "firstOrderAt", c.last_order_at as "lastOrderAt", c.last_interaction_at as "lastInteractionAt",
  c.created_at as "createdAt", c.source`

export interface Shown {
  masked: ReadonlySet<string>
  scene: FilterScene
  currency: string
  /** Segments whose members the caller may not know. */
  hiddenSegments: ReadonlySet<number>
}

/** A row as this caller may see it. */
export function presentRow(row: StoredRow, { masked, scene, currency, hiddenSegments }: Shown): CustomerListRow {
  const { revenueMicro, profitMicro, lastOrderAt, ...rest } = row
  const hide = (of: string, value: string | null, mask: (value: string) => string) =>
    value !== null && masked.has(of) ? mask(value) : value
  return {
    ...rest,
    name: hide('name', row.name, maskName) ?? '',
    email: hide('email', row.email, maskEmail),
    phone: hide('phone', row.phone, maskPhone),
    birthday: hide('birthday', row.birthday, () => '****-**-**'),
    segmentIds: row.segmentIds.filter((id) => !hiddenSegments.has(id)),
    currency,
    revenue: formatDecimal(revenueMicro, currency),
    profit: formatDecimal(profitMicro, currency),
    recencyDays: lastOrderAt && daysBetween(dayOf(lastOrderAt, scene.zone), scene.today),
    firstOrderAt: row.firstOrderAt?.toISOString() ?? null,
    lastOrderAt: lastOrderAt?.toISOString() ?? null,
    lastInteractionAt: row.lastInteractionAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
