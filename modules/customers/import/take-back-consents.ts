import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { REVERTED } from './import-consents.ts'

/**
 * Consents are never removed: what a run claimed and still stands is answered by a row with what stood before, of
 * customers the run found (those it made are removed as a whole).
 */
export async function takeBackConsents(ctx: Context, runId: string): Promise<string[]> {
  const evidence = `run ${runId}`
  const { rows } = await sql<{ customer_id: string }>`
    insert into customers.consents (customer_id, consent_id, unit_ids, channel, purpose, state, at, recorded_by, source, evidence)
    select n.customer_id, core.uuid7(), c.unit_ids, n.channel, n.purpose,
      coalesce((select b.state from customers.consents b where b.customer_id = n.customer_id and b.channel = n.channel
        and b.purpose = n.purpose and b.evidence is distinct from ${evidence}
        order by b.at desc, b.consent_id desc limit 1), 'withdrawn'),
      ${ctx.now}, ${`${ctx.actor.kind}:${ctx.actor.name}`}, ${REVERTED}, ${`${evidence} reverted`}
    from (select distinct customer_id, channel, purpose from customers.consents where evidence = ${evidence}) n
    join customers.customers c on c.customer_id = n.customer_id and c.run_id is distinct from ${runId}::uuid
    where ${evidence} = (select l.evidence from customers.consents l where l.customer_id = n.customer_id
      and l.channel = n.channel and l.purpose = n.purpose order by l.at desc, l.consent_id desc limit 1)
    returning customer_id`.execute(ctx.db)
  return rows.map((row) => row.customer_id)
}
