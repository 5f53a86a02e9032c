import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type {
  addExplorationCall,
  changeExplorationCall,
  listExplorationsCall,
  removeExplorationCall,
} from './contract.ts'
import { EXPLORATIONS, ownerOf, refuseTooMany, removeOwn, whyUnchanged } from './own-rows.ts'

type Exploration = ReplyOf<typeof listExplorationsCall>['items'][number]

const columns = (ctx: Context) => sql`exploration_id as "explorationId", name, query, chart, shared,
  owner_id = ${ownerOf(ctx)} as mine, version, to_json(changed_at at time zone 'UTC') #>> '{}' || 'Z' as "changedAt"`

/** My saved questions and those that others share, by name. */
export async function listExplorations(ctx: Context): Promise<{ items: Exploration[] }> {
  const { rows } = await sql<Exploration>`
    select ${columns(ctx)} from insight.explorations
    where removed_at is null and (owner_id = ${ownerOf(ctx)} or shared) order by lower(name), exploration_id limit 1000`.execute(
    ctx.db,
  )
  return { items: rows }
}

/** Keeps a question. @throws refused `too_many_explorations`. */
export async function addExploration(ctx: Context, input: InputOf<typeof addExplorationCall>): Promise<Exploration> {
  await refuseTooMany(ctx, EXPLORATIONS)
  const { rows } = await sql<Exploration>`
    insert into insight.explorations (exploration_id, name, query, chart, owner_id, shared, changed_at)
    values (${uuid7()}, ${input.name}, ${JSON.stringify(input.query)}::jsonb, ${input.chart}, ${ownerOf(ctx)}, ${input.shared}, ${ctx.now})
    returning ${columns(ctx)}`.execute(ctx.db)
  const added = rows[0] as Exploration
  audit(ctx, 'insight.exploration.added', {
    target: added.explorationId,
    details: { name: added.name, shared: added.shared },
  })
  return added
}

/** Changes one of the caller's own. @throws 404 also for other people's; 412 when it changed meanwhile. */
export async function changeExploration(
  ctx: Context,
  input: InputOf<typeof changeExplorationCall>,
): Promise<Exploration> {
  const { explorationId, ifMatch, name, query, chart, shared, removed } = input
  const { rows } = await sql<Exploration>`
    update insight.explorations set name = coalesce(${name ?? null}, name), shared = coalesce(${shared ?? null}, shared),
      chart = coalesce(${chart ?? null}, chart), query = coalesce(${query ? JSON.stringify(query) : null}::jsonb, query),
      removed_at = null, version = version + 1, changed_at = ${ctx.now}
    where exploration_id = ${explorationId} and owner_id = ${ownerOf(ctx)} and version = ${ifMatch}
      and (removed_at is null or ${removed === false})
    returning ${columns(ctx)}`.execute(ctx.db)
  if (!rows[0]) throw await whyUnchanged(ctx, EXPLORATIONS, explorationId)
  audit(ctx, 'insight.exploration.changed', { target: explorationId, details: { name, chart, shared } })
  return rows[0]
}

/** Removes one of the caller's own. @throws 404 also for other people's. */
export async function removeExploration(
  ctx: Context,
  { explorationId }: InputOf<typeof removeExplorationCall>,
): Promise<{ version: number }> {
  const removed = await removeOwn(ctx, EXPLORATIONS, explorationId)
  audit(ctx, 'insight.exploration.removed', { target: explorationId })
  return removed
}
