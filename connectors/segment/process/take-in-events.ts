import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray } from '#core/database/column-arrays.ts'
import { dayOf } from '#core/words/dates.ts'
import { customersOfLinks, recordInteractions, resolveVisitors, type VisitorGiven } from '#modules/customers/public.ts'
import { tellOrders } from '#modules/orders/public.ts'
import { channelOf, interactionOf } from '../event/interaction-of-event.ts'
import { isWithoutGoods, orderOfEvent } from '../event/order-of-event.ts'
import type { ReadEvent } from '../event/read-event.ts'
import { visitorOf } from '../event/visitor-of-event.ts'
import { knownNames } from './known-names.ts'
import { park } from './park.ts'

/** An event with the site it came from. */
export interface Arrived {
  sourceId: number
  source: string
  unitId: number
  event: ReadEvent
  /** As it came. */
  raw: unknown
  receivedAt: Date
}

/**
 * Writes what events say: who they are about, what stands on the timeline, what becomes of orders. A message that was taken in before changes
 * nothing, whenever it comes again and by whichever process.
 */
export async function takeInEvents(ctx: Context, arrived: readonly Arrived[]): Promise<void> {
  const fresh = await onlyFresh(ctx, arrived)
  for (const events of Map.groupBy(fresh, ({ sourceId }) => sourceId).values()) await takeInOfSource(ctx, events)
}

/** Of several equal messages, also of one request, the first. */
async function onlyFresh(ctx: Context, arrived: readonly Arrived[]): Promise<Arrived[]> {
  const first = [...new Map(arrived.toReversed().map((one) => [markOf(one), one])).values()].reverse()
  if (first.length === 0) return []
  const { rows } = await sql<{ source_id: number; message_key: string }>`
    insert into segment.seen (source_id, message_key, seen_on)
    select s, k, ${dayOf(ctx.now, 'UTC')}::date
    from unnest(${plainArray(first.map(({ sourceId }) => sourceId))}::int[],
      ${plainArray(first.map(({ event }) => event.messageKey))}::uuid[]) as m (s, k)
    order by s, k
    on conflict do nothing returning source_id, message_key`.execute(ctx.db)
  const isNew = new Set(rows.map((row) => `${row.source_id} ${row.message_key}`))
  return first.filter((one) => isNew.has(markOf(one)))
}

const markOf = ({ sourceId, event }: Arrived) => `${sourceId} ${event.messageKey}`

async function takeInOfSource(ctx: Context, arrived: readonly Arrived[]): Promise<void> {
  const [first] = arrived
  if (!first) return
  const { sourceId, source, unitId } = first
  const links = await customersOfLinks(ctx, [...new Set(arrived.flatMap(({ event }) => linkOf(event) ?? []))])
  const people = await resolveVisitors(
    ctx,
    arrived.flatMap(({ event }) =>
      givenBy(event, unitId).map((given) => byLink(given, links.get(linkOf(event) ?? ''))),
    ),
    { source },
  )
  const known = await knownNames(
    ctx,
    sourceId,
    arrived.flatMap(({ event }) => Object.keys(event.properties)),
  )
  let at = 0
  const told = arrived.flatMap(({ event }) => {
    const person = people[at]
    at += givenBy(event, unitId).length
    const interaction = tellingOf(event) ? null : interactionOf(event, known)
    if (!interaction || !person?.customerId) return []
    const { messageKey, occurredAt } = event
    const { customerId, originId } = person
    const row = { customerId, originId, occurredAt, interactionId: messageKey, unitId, source }
    return [{ ...row, ...interaction, direction: 'inbound' as const }]
  })
  await recordInteractions(ctx, told)
  await takeInOrders(ctx, arrived)
  const newest = Math.max(...arrived.map(({ event }) => event.occurredAt.getTime()))
  await sql`update segment.sources set last_event_at = greatest(last_event_at, ${new Date(newest)})
    where source_id = ${sourceId}`.execute(ctx.db)
}

/** The mark of a personal link that was opened; see `customers.findPersonalLink`. */
const linkOf = ({ type, traits }: ReadEvent): string | null =>
  type === 'identify' && typeof traits.rapportLink === 'string' ? traits.rapportLink : null

/** Whoever opens a personal link is its customer, unless they have signed in as somebody. */
const byLink = (given: VisitorGiven, customerId: string | undefined): VisitorGiven =>
  customerId && !given.customerRef ? { ...given, customerRef: `rapport:${customerId}` } : given

const tellingOf = (event: ReadEvent) => orderOfEvent(event, channelOf(event))

/** An order stands on the timeline itself; what can't be one is parked. */
async function takeInOrders(ctx: Context, arrived: readonly Arrived[]): Promise<void> {
  const told = arrived.flatMap((one) => {
    const telling = tellingOf(one.event)
    return telling ? [{ one, telling }] : []
  })
  for (const { one, telling } of told)
    if (isWithoutGoods(one.event, telling)) await layAside(ctx, one, 'order_without_goods')
  const [first] = arrived
  if (!first || told.length === 0) return
  const { source, unitId } = first
  const { refused } = await tellOrders(ctx, { source, unitId, tellings: told.map(({ telling }) => telling) })
  for (const { externalId, reason } of refused) {
    const last = told.findLast(({ telling }) => telling.externalId === externalId)
    if (last) await layAside(ctx, last.one, reason)
  }
}

/** Parks an event whose order can't stand. Tried again, it must not be taken for a message that was taken in. */
async function layAside(ctx: Context, one: Arrived, reason: string): Promise<void> {
  await park(ctx, one, one.raw, reason)
  await sql`delete from segment.seen where source_id = ${one.sourceId}
    and message_key = ${one.event.messageKey}::uuid`.execute(ctx.db)
}

/** `alias` says that two marks are one person: the former one is looked up as theirs. */
function givenBy(event: ReadEvent, unitId: number) {
  const given = visitorOf(event, unitId)
  return event.type === 'alias' ? [{ ...given, visitorId: event.previousId }] : [given]
}
