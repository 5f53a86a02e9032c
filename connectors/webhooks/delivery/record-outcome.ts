import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { tellTrouble } from '#core/jobs/task.ts'
import type { Claim } from './claim-due.ts'
import { GIVEN_UP_MS, restAfter, waitAfter } from './schedule.ts'
import type { Outcome } from './send-message.ts'

/** Writes how an attempt went, and when the next one is due. */
export async function recordOutcome(house: House, claim: Claim, outcome: Outcome): Promise<void> {
  await house.asSystem('webhooks.deliver', async (ctx) => {
    if (outcome.status !== null && outcome.status >= 200 && outcome.status < 300) await succeed(ctx, claim, outcome)
    else await fail(ctx, claim, outcome)
  })
}

/** Gives back what was taken on and not sent, because the process ends. */
export async function giveBack(house: House, { endpointId, messageId }: Claim): Promise<void> {
  await house.asSystem('webhooks.deliver', (ctx) =>
    sql`update webhooks.deliveries set state = 'waiting', next_at = now()
      where endpoint_id = ${endpointId} and message_id = ${messageId} and state = 'sending'`.execute(ctx.db),
  )
}

async function succeed(ctx: Context, claim: Claim, outcome: Outcome): Promise<void> {
  await write(ctx, claim, outcome, 'delivered', 0)
  await sql`
    update webhooks.endpoints set last_success_at = now(), failures = 0, resting_until = null, alerted_at = null
    where endpoint_id = ${claim.endpointId}`.execute(ctx.db)
}

async function fail(ctx: Context, claim: Claim, outcome: Outcome): Promise<void> {
  const gone = outcome.status === 410
  const wait = waitAfter(claim.attempts + 1)
  const given = gone || wait === null || ctx.now.getTime() - claim.since.getTime() > GIVEN_UP_MS
  await write(ctx, claim, outcome, given ? 'parked' : 'waiting', wait ?? 0)
  const { rows } = await sql<{ failures: number }>`
    update webhooks.endpoints set last_failure_at = now(), failures = failures + 1
    where endpoint_id = ${claim.endpointId} returning failures`.execute(ctx.db)
  const rest = restAfter(rows[0]?.failures ?? 0)
  if (rest > 0) {
    await sql`
      update webhooks.endpoints set resting_until = now() + make_interval(secs => ${rest / 1000})
      where endpoint_id = ${claim.endpointId}`.execute(ctx.db)
  }
  if (gone) await stopGone(ctx, claim.endpointId)
  if (given) await alertOwner(ctx, claim.endpointId, gone ? 'webhook_gone' : 'webhook_parked')
}

async function write(ctx: Context, claim: Claim, outcome: Outcome, state: string, wait: number): Promise<void> {
  await sql`
    update webhooks.deliveries set state = ${state}, attempts = attempts + 1,
      next_at = now() + make_interval(secs => ${wait / 1000}), last_at = now(), last_status = ${outcome.status},
      last_error = ${outcome.error}, last_ms = ${outcome.ms}
    where endpoint_id = ${claim.endpointId} and message_id = ${claim.messageId} and state = 'sending'`.execute(ctx.db)
}

/** 410 says that nobody listens there any more; the specification has the sender stop then, and then only. */
async function stopGone(ctx: Context, endpointId: string): Promise<void> {
  await sql`
    update webhooks.endpoints set disabled_at = coalesce(disabled_at, now()), disabled_why = 'gone', version = version + 1
    where endpoint_id = ${endpointId}`.execute(ctx.db)
  audit(ctx, 'webhooks.webhook.gone', { target: endpointId })
}

/** Once until it works again: whoever set it up finds it among their tasks; the page shows it to everybody who may. */
async function alertOwner(ctx: Context, endpointId: string, error: string): Promise<void> {
  const { rows } = await sql<{ description: string; created_by: string }>`
    update webhooks.endpoints set alerted_at = now() where endpoint_id = ${endpointId} and alerted_at is null
    returning description, created_by`.execute(ctx.db)
  const [row] = rows
  if (!row) return
  ctx.house.log.warn({ webhook: endpointId, why: error }, 'a webhook was given up')
  const [kind, id] = row.created_by.split(':')
  if (kind === 'staff' && id) await tellTrouble(ctx, id, { kind: 'webhook', title: row.description, error })
}
