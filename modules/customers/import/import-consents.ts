import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { Incoming } from './collapse-people.ts'

/** Source of rows written by a revert; they are no word of the customer's and don't stand against a later import. */
export const REVERTED = 'import-reverted'

/**
 * Adds the consents that files claim. A file gives consent only where the customer never said anything: a withdrawal
 * stands whatever is imported later. A `no` is kept too, and withdraws what was given. Returns the customers concerned.
 */
export async function importConsents(
  ctx: Context,
  people: readonly Incoming[],
  origin: { source: string; runId: string | null },
): Promise<Set<string>> {
  const refused = await refusedPeople(ctx, people)
  const claims = people.flatMap(({ customerId, consents, fields }) =>
    consents
      .filter(({ channel, given }) => !(given && channel === 'email' && refused.has(customerId)))
      .map(({ channel, given }) => ({
        consent_id: uuid7(),
        customer_id: customerId,
        channel,
        state: given ? 'given' : 'withdrawn',
        at: fields.created_at ?? ctx.now.toISOString(),
      })),
  )
  if (claims.length === 0) return new Set()
  const { rows } = await sql<{ customer_id: string }>`
    insert into customers.consents (customer_id, consent_id, unit_ids, channel, purpose, state, at, recorded_by, source,
      evidence)
    select c.customer_id, r.consent_id, c.unit_ids, r.channel, 'marketing', r.state,
      case when last.state is null then r.at else ${ctx.now} end, ${`${ctx.actor.kind}:${ctx.actor.name}`},
      ${`import:${origin.source}`}, ${origin.runId === null ? null : `run ${origin.runId}`}
    from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as r(consent_id uuid, customer_id uuid, channel text,
      state text, at timestamptz)
    join customers.customers c on c.customer_id = r.customer_id
    left join lateral (
      select n.state, n.source from customers.consents n
      where n.customer_id = c.customer_id and n.channel = r.channel and n.purpose = 'marketing'
      order by n.at desc, n.consent_id desc limit 1) last on true
    where last.state is null or (last.state = 'withdrawn' and last.source = ${REVERTED})
      or (r.state = 'withdrawn' and last.state = 'given')
    returning customer_id`.execute(ctx.db)
  return new Set(rows.map((row) => row.customer_id))
}

/** People of these under whose address, with whatever tag, somebody has withdrawn consent to mail: no file gives it back. */
async function refusedPeople(ctx: Context, people: readonly Incoming[]): Promise<Set<string>> {
  const claimed = people.filter(({ consents }) => consents.some(({ channel, given }) => given && channel === 'email'))
  const addresses = claimed.flatMap(({ identities }) =>
    identities.flatMap(({ kind, key }) => (kind === 'email' ? key : [])),
  )
  if (addresses.length === 0) return new Set()
  const { rows } = await sql<{ address: string }>`
    select address from customers.refused_emails(${[...new Set(addresses)]}::text[]) address`.execute(ctx.db)
  const refused = new Set(rows.map(({ address }) => address))
  const isRefused = ({ identities }: Incoming) =>
    identities.some(({ kind, key }) => kind === 'email' && refused.has(key))
  return new Set(claimed.filter(isRefused).map(({ customerId }) => customerId))
}
