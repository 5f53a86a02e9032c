import { sql } from 'kysely'
import type { House } from '#core/house.ts'

/** One attempt that this process has taken on. */
export interface Claim {
  endpointId: string
  messageId: string
  /** Made before this one. */
  attempts: number
  since: Date
  type: string
  occurredAt: Date
  data: unknown
  hops: number
  url: string
  secret: Buffer
  oldSecret: Buffer | null
}

/** A slow address takes so many places and no more. */
const AT_ONCE_EACH = 2
/** Whoever has not reported by then is taken for dead, and another tries. */
const CLAIMED_SECONDS = 60

/**
 * Takes on what is due, at most so many, two at a time for each address. Rows that others are taking are passed by, so
 * any number of processes may do this at once.
 */
export async function claimDue(house: House, most: number): Promise<Claim[]> {
  return house.asSystem('webhooks.deliver', async (ctx) => {
    const { rows } = await sql<Claim>`
      with due as (
        select d.endpoint_id, d.message_id from webhooks.endpoints e
        cross join lateral (
          select q.endpoint_id, q.message_id from webhooks.deliveries q
          where q.endpoint_id = e.endpoint_id and q.state in ('waiting', 'sending') and q.next_at <= now()
          order by q.next_at, q.message_id
          limit greatest(0, ${AT_ONCE_EACH} - (select count(*) from webhooks.deliveries f
            where f.endpoint_id = e.endpoint_id and f.state = 'sending' and f.next_at > now()))
          for update skip locked
        ) d
        where e.disabled_at is null and (e.resting_until is null or e.resting_until <= now())
        limit ${most}
      ), claimed as (
        update webhooks.deliveries d set state = 'sending', next_at = now() + make_interval(secs => ${CLAIMED_SECONDS})
        from due where d.endpoint_id = due.endpoint_id and d.message_id = due.message_id
        returning d.endpoint_id, d.message_id, d.attempts, d.since
      )
      select c.endpoint_id as "endpointId", c.message_id as "messageId", c.attempts, c.since, m.type,
        m.occurred_at as "occurredAt", m.data, m.hops, e.url, e.secret,
        case when e.old_secret_until > now() then e.old_secret end as "oldSecret"
      from claimed c join webhooks.messages m using (message_id) join webhooks.endpoints e using (endpoint_id)`.execute(
      ctx.db,
    )
    return rows
  })
}

/** When the next delivery is due that nobody has taken on; null: none waits. */
export async function nextDue(house: House): Promise<Date | null> {
  return house.asSystem('webhooks.deliver', async (ctx) => {
    const { rows } = await sql<{ at: Date | null }>`
      select min(greatest(q.next_at, e.resting_until)) as at from webhooks.endpoints e
      cross join lateral (
        select next_at from webhooks.deliveries
        where endpoint_id = e.endpoint_id and state in ('waiting', 'sending') order by next_at limit 1
      ) q where e.disabled_at is null`.execute(ctx.db)
    return rows[0]?.at ?? null
  })
}
