import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import type { Identity } from '../identity/identity-key.ts'
import { givenFields, type Person } from '../import/person.ts'
import { identitiesOf, placeOf } from '../import/person-of-row.ts'
import { type Written, writePeople } from '../import/write-people.ts'
import { holdMerging } from '../merge/hold-merging.ts'
import { mergeCustomers } from '../merge/merge-customers.ts'

/** Somebody on a web site or in an app: the mark of their browser, and what else is known. */
export interface VisitorGiven {
  visitorId?: string | null
  /** The site's own reference: who is signed in. */
  customerRef?: string | null
  email?: string | null
  phone?: string | null
  name?: string | null
  gender?: string | null
  birthday?: string | null
  company?: string | null
  country?: string | null
  region?: string | null
  city?: string | null
  address?: string | null
  postcode?: string | null
  unitIds: number[]
  seenAt: Date
}

export interface ResolvedVisitor {
  /** Null: nothing to know them by. */
  customerId: string | null
  originId: string | null
}

/**
 * Finds or makes the customers behind events of a site. Who has only the mark of a browser is a customer of stage
 * `visitor`; with the first sign-in, order or form the visitor becomes the person they turn out to be, with their whole
 * past: the same record where nobody has that name yet, else joined to the one that is there (and to be undone as any
 * joining). A browser that somebody else has signed in from before stays theirs.
 */
export async function resolveVisitors(
  ctx: Context,
  visitors: readonly VisitorGiven[],
  { source }: { source: string },
): Promise<ResolvedVisitor[]> {
  if (visitors.length === 0) return []
  // Before anything is looked up: who joins later in the transaction would wait for those who wait for it.
  if (visitors.some((visitor) => visitor.visitorId && isKnown(visitor))) await holdMerging(ctx)
  const country = await readSetting(ctx, homeCountry)
  const owners = await ownersOf(ctx, visitors, source)
  const claims = claimsOf(visitors, owners)
  const people = visitors.map((visitor, at) => {
    const mark = visitor.visitorId?.trim() ?? ''
    const claimant = claims.get(mark)
    // Who has only the mark of somebody who signs in by the same events is that person.
    const who = claimant === undefined || isKnown(visitor) ? visitor : { ...visitor, ...namesOf(visitors[claimant]) }
    return personOf(
      who,
      mark !== '' && keepsMark(at, visitor, owners.get(mark), claimant) ? mark : null,
      source,
      country,
    )
  })
  const written = await writePeople(ctx, people, { source, runId: null, fillOnly: true })
  const joined = await stitch(ctx, { claims, owners, written })
  return written.map(({ customerId, originId }, at) => {
    const mark = visitors[at]?.visitorId?.trim() ?? ''
    const joinedFrom = joined.get(mark)
    return { customerId, originId: joinedFrom && !isKnown(visitors[at] as VisitorGiven) ? joinedFrom : originId }
  })
}

const isKnown = ({ customerRef, email, phone }: VisitorGiven) => Boolean(customerRef || email || phone)

const namesOf = (visitor: VisitorGiven | undefined) => ({
  customerRef: visitor?.customerRef ?? null,
  email: visitor?.email ?? null,
  phone: visitor?.phone ?? null,
})

/** Whose each mark is to be: the first of these events that says who they are, unless somebody has the mark already. */
function claimsOf(visitors: readonly VisitorGiven[], owners: ReadonlyMap<string, Owner>): Map<string, number> {
  const claims = new Map<string, number>()
  for (const [at, visitor] of visitors.entries()) {
    const mark = visitor.visitorId?.trim() ?? ''
    const owner = owners.get(mark)
    if (mark === '' || !isKnown(visitor) || claims.has(mark) || owner?.is_named) continue
    claims.set(mark, at)
  }
  return claims
}

/** A mark is named by who has nothing else and by who claims it; anybody else's sign-in from that browser names only them. */
const keepsMark = (at: number, visitor: VisitorGiven, owner: Owner | undefined, claimant: number | undefined) =>
  isKnown(visitor) ? claimant === at : claimant === undefined || owner === undefined

function personOf(visitor: VisitorGiven, mark: string | null, source: string, country: string): Person {
  const identities = identitiesOf(visitor, source, country)
  // Last, because it is the weakest: it says which browser it was, not who sat before it.
  const visitorMark: Identity[] = mark ? [{ kind: 'visitor', source, key: mark, value: mark }] : []
  return {
    identities: [...identities, ...visitorMark],
    fields: givenFields({
      name: visitor.name,
      gender: visitor.gender,
      birthday: visitor.birthday,
      company: visitor.company,
      ...placeOf(visitor),
      address: visitor.address,
      postcode: visitor.postcode,
      created_at: visitor.seenAt.toISOString(),
    }),
    tags: [],
    custom: {},
    consents: [],
    unitIds: visitor.unitIds,
    stage: identities.length > 0 ? 'lead' : 'visitor',
  }
}

interface Owner {
  key: string
  customer_id: string
  /** Known by more than marks of browsers. Who ordered without a name is not, though no visitor any more. */
  is_named: boolean
}

interface Stitching {
  claims: ReadonlyMap<string, number>
  owners: ReadonlyMap<string, Owner>
  written: readonly Written[]
}

/**
 * Joins the visitors that were known by a mark to the people who claim it, and makes those people where they are the same
 * record. Returns which record each mark was joined from.
 */
async function stitch(ctx: Context, { claims, owners, written }: Stitching): Promise<Map<string, string>> {
  const named: string[] = []
  const joined = new Map<string, string>()
  const wanted: { customerId: string; visitorId: string }[] = []
  for (const [mark, at] of claims) {
    const owner = owners.get(mark)
    const customerId = written[at]?.customerId
    if (!owner || !customerId) continue
    if (owner.customer_id === customerId) named.push(customerId)
    else {
      wanted.push({ customerId, visitorId: owner.customer_id })
      joined.set(mark, owner.customer_id)
    }
  }
  await sql`update customers.customers set stage = 'lead', version = version + 1
    where customer_id = any(${named}::uuid[]) and stage = 'visitor'`.execute(ctx.db)
  for (const [customerId, pairs] of Map.groupBy(wanted, (pair) => pair.customerId)) {
    // Two marks of one visitor are one visitor.
    const otherIds = [...new Set(pairs.map(({ visitorId }) => visitorId))].filter((id) => !named.includes(id))
    if (otherIds.length > 0) await mergeCustomers(ctx, { customerId, otherIds, reason: 'visitor' })
  }
  return joined
}

async function ownersOf(ctx: Context, visitors: readonly VisitorGiven[], source: string): Promise<Map<string, Owner>> {
  const marks = [...new Set(visitors.flatMap(({ visitorId }) => visitorId?.trim() || []))]
  if (marks.length === 0) return new Map()
  const { rows } = await sql<Owner>`
    select o.value_key as key, c.customer_id,
      exists (select from customers.identities i where i.customer_id = c.customer_id and i.kind <> 'visitor') as is_named
    from customers.identity_owners o join customers.customers c using (customer_id)
    where o.kind = 'visitor' and o.source = ${source} and o.value_key = any(${marks}::text[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.key, row]))
}
