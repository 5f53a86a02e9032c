import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound, refused, stale } from '#core/errors.ts'

/** What somebody keeps here: their own rows, and those that others share. */
export interface Kept {
  table: 'explorations' | 'dashboards'
  thing: 'exploration' | 'dashboard'
  id: 'exploration_id' | 'dashboard_id'
}

export const EXPLORATIONS: Kept = { table: 'explorations', thing: 'exploration', id: 'exploration_id' }
export const DASHBOARDS: Kept = { table: 'dashboards', thing: 'dashboard', id: 'dashboard_id' }

const MOST = 200

/** Whose: staff and keys have ids of different kinds. */
export const ownerOf = (ctx: Context): string => `${ctx.actor.kind}:${ctx.actor.id}`
export const tableOf = ({ table }: Kept): RawBuilder<unknown> => sql.id('insight', table)

/** @throws refused `too_many_explorations`, `too_many_dashboards`. */
export async function refuseTooMany(ctx: Context, kept: Kept): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${tableOf(kept)} where owner_id = ${ownerOf(ctx)} and removed_at is null`.execute(
    ctx.db,
  )
  if ((rows[0]?.count ?? 0) < MOST) return
  const message = `${MOST} are kept already. Remove one first.`
  throw kept.table === 'explorations'
    ? refused('too_many_explorations', message)
    : refused('too_many_dashboards', message)
}

/** Why a change of this row changed nothing: it isn't theirs, or somebody was faster. */
export async function whyUnchanged(ctx: Context, kept: Kept, id: string): Promise<Error> {
  const { rows } = await sql<{ version: number }>`
    select version from ${tableOf(kept)} where ${sql.ref(kept.id)} = ${id} and owner_id = ${ownerOf(ctx)}`.execute(
    ctx.db,
  )
  return rows[0] ? stale(rows[0].version) : notFound(kept.thing)
}

/** Takes a row of the caller's away, for a day to be had back; what was taken away earlier is gone. */
export async function removeOwn(ctx: Context, kept: Kept, id: string): Promise<{ version: number }> {
  await sql`delete from ${tableOf(kept)} where removed_at < ${ctx.now}::timestamptz - interval '1 day'`.execute(ctx.db)
  const { rows } = await sql<{ version: number }>`
    update ${tableOf(kept)} set removed_at = ${ctx.now}, version = version + 1
    where ${sql.ref(kept.id)} = ${id} and owner_id = ${ownerOf(ctx)} and removed_at is null
    returning version`.execute(ctx.db)
  if (!rows[0]) throw notFound(kept.thing)
  return rows[0]
}
