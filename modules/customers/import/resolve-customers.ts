import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { readSetting } from '#core/settings.ts'
import { customerCreated } from '../events.ts'
import type { Identity } from '../identity/identity-key.ts'
import { givenFields, type Person } from './person.ts'
import { identitiesOf, placeOf } from './person-of-row.ts'
import { writePeople } from './write-people.ts'

/** A customer as another room's record names them. */
export interface PersonGiven {
  /** The shop's own reference. */
  customerRef?: string | null
  name?: string | null
  email?: string | null
  phone?: string | null
  cardNumber?: string | null
  /** The mark of a browser, where nothing else is known. */
  visitorId?: string | null
  country?: string | null
  region?: string | null
  city?: string | null
  address?: string | null
  postcode?: string | null
  /** Units in which this happened; the customer becomes theirs too. */
  unitIds?: number[] | null
  /** When this happened: a new customer is one since then. */
  seenAt?: Date | null
}

export interface ResolvedCustomer {
  /** Null: no reference at all (an anonymous sale), or `outOfScope`. */
  customerId: string | null
  /** The joined record that was named, where it is not the customer's own: rows written now remember it. */
  originId: string | null
  isNew: boolean
  /** The customer belongs to a unit the caller may not see: refuse the row. */
  outOfScope: boolean
}

/**
 * Finds or makes the customers behind many rows: by the shop's reference, else e-mail, phone, card. Only fills gaps of
 * records that are there; adds identities and units. A name alone names nobody.
 */
export async function resolveCustomers(
  ctx: Context,
  people: readonly PersonGiven[],
  origin: { source: string; runId: string | null },
): Promise<ResolvedCustomer[]> {
  const country = await readSetting(ctx, homeCountry)
  const read = people.map((person) => personOf(ctx, person, origin.source, country))
  const written = await writePeople(ctx, read, { ...origin, fillOnly: true })
  if (origin.runId === null) {
    const made = new Set(written.flatMap((row) => (row.state === 'new' && row.customerId ? [row.customerId] : [])))
    for (const customerId of made) announce(ctx, customerCreated, { customerId }, customerId)
  }
  return written.map(({ customerId, originId, state }) => ({
    customerId,
    originId,
    isNew: state === 'new',
    outOfScope: state === 'out_of_scope',
  }))
}

function personOf(ctx: Context, given: PersonGiven, source: string, country: string): Person {
  const allowed = ctx.scope.units
  const units = (given.unitIds ?? []).filter((unit) => allowed === 'all' || allowed.includes(unit))
  return {
    identities: [...identitiesOf(given, source, country), ...markOf(given.visitorId, source)],
    fields: givenFields({
      name: given.name,
      ...placeOf(given),
      address: given.address,
      postcode: given.postcode,
      created_at: given.seenAt?.toISOString(),
    }),
    tags: [],
    custom: {},
    consents: [],
    unitIds: units,
  }
}

const markOf = (visitorId: string | null | undefined, source: string): Identity[] =>
  visitorId ? [{ kind: 'visitor', source, key: visitorId, value: visitorId }] : []
