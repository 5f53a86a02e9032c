import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { AppError, invalid } from '#core/errors.ts'

/**
 * Answers a request with an Idempotency-Key once: the reply is kept in the same transaction as the change, and a
 * repetition (also a simultaneous one, which waits on the row) gets it again. Keys belong to the caller.
 * @throws 422 `idempotency_key_reused` when the key came with another request before.
 */
export async function answerOnce(
  ctx: Context,
  request: FastifyRequest,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const key = request.headers['idempotency-key']
  if (key === undefined) return work()
  if (typeof key !== 'string' || key.length < 8 || key.length > 200) {
    throw invalid('idempotency_key_invalid', 'An Idempotency-Key has 8 to 200 characters.')
  }
  const principal = `${ctx.actor.kind}:${ctx.actor.id}`
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url} ${JSON.stringify(request.body)}`)
    .digest('hex')
  const claimed = await sql`
    insert into core.idempotency_keys (principal, key, request_hash) values (${principal}, ${key}, ${hash})
    on conflict do nothing returning 1`.execute(ctx.db)
  if (claimed.rows.length === 0) return earlierReply(ctx, principal, key, hash)
  const reply = await work()
  await sql`update core.idempotency_keys set reply = ${JSON.stringify(reply ?? null)}::jsonb
    where principal = ${principal} and key = ${key}`.execute(ctx.db)
  return reply
}

async function earlierReply(ctx: Context, principal: string, key: string, hash: string): Promise<unknown> {
  const { rows } = await sql<{ request_hash: string; reply: unknown }>`
    select request_hash, reply from core.idempotency_keys where principal = ${principal} and key = ${key}`.execute(
    ctx.db,
  )
  if (rows[0]?.request_hash !== hash) {
    throw new AppError(422, 'idempotency_key_reused', 'This Idempotency-Key was used for another request.')
  }
  return rows[0].reply
}

/** Forgets keys of long ago; a sender who tries again after three days means something else. */
export async function forgetKeys(ctx: Context): Promise<void> {
  await sql`delete from core.idempotency_keys where created_at < now() - interval '3 days'`.execute(ctx.db)
}
