import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type {
  addDashboardCall,
  changeDashboardCall,
  findDashboardCall,
  listDashboardsCall,
  removeDashboardCall,
} from './contract.ts'
import { DASHBOARDS, ownerOf, refuseTooMany, removeOwn, whyUnchanged } from './own-rows.ts'

type Dashboard = ReplyOf<typeof findDashboardCall>
type Items = ReplyOf<typeof listDashboardsCall>['items']

const head = (ctx: Context) => sql`dashboard_id as "dashboardId", name, shared, owner_id = ${ownerOf(ctx)} as mine,
  version, to_json(changed_at at time zone 'UTC') #>> '{}' || 'Z' as "changedAt"`
const seen = (ctx: Context) => sql`removed_at is null and (owner_id = ${ownerOf(ctx)} or shared)`

/** My dashboards and those that others share, by name. */
export async function listDashboards(ctx: Context): Promise<{ items: Items }> {
  const { rows } = await sql<Items[number]>`
    select ${head(ctx)}, jsonb_array_length(tiles) as tiles from insight.dashboards
    where ${seen(ctx)} order by lower(name), dashboard_id limit 1000`.execute(ctx.db)
  return { items: rows }
}

/** One dashboard with its tiles. @throws 404 also for what others don't share. */
export async function findDashboard(
  ctx: Context,
  { dashboardId }: InputOf<typeof findDashboardCall>,
): Promise<Dashboard> {
  const { rows } = await sql<Dashboard>`
    select ${head(ctx)}, tiles, period from insight.dashboards where dashboard_id = ${dashboardId} and ${seen(ctx)}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw notFound('dashboard')
  return rows[0]
}

/** Makes a dashboard. @throws refused `too_many_dashboards`. */
export async function addDashboard(ctx: Context, input: InputOf<typeof addDashboardCall>): Promise<Dashboard> {
  await refuseTooMany(ctx, DASHBOARDS)
  const { rows } = await sql<Dashboard>`
    insert into insight.dashboards (dashboard_id, name, tiles, period, owner_id, shared, changed_at)
    values (${uuid7()}, ${input.name}, ${JSON.stringify(input.tiles)}::jsonb, ${period(input.period)}::jsonb, ${ownerOf(ctx)},
      ${input.shared}, ${ctx.now})
    returning ${head(ctx)}, tiles, period`.execute(ctx.db)
  const added = rows[0] as Dashboard
  audit(ctx, 'insight.dashboard.added', {
    target: added.dashboardId,
    details: { name: added.name, shared: added.shared },
  })
  return added
}

/** Changes one of the caller's own. @throws 404 also for other people's; 412 when it changed meanwhile. */
export async function changeDashboard(ctx: Context, input: InputOf<typeof changeDashboardCall>): Promise<Dashboard> {
  const { dashboardId, ifMatch, name, tiles, shared, removed } = input
  const { rows } = await sql<Dashboard>`
    update insight.dashboards set name = coalesce(${name ?? null}, name), shared = coalesce(${shared ?? null}, shared),
      tiles = coalesce(${tiles ? JSON.stringify(tiles) : null}::jsonb, tiles),
      period = case when ${input.period !== undefined} then ${period(input.period ?? null)}::jsonb else period end,
      removed_at = null, version = version + 1, changed_at = ${ctx.now}
    where dashboard_id = ${dashboardId} and owner_id = ${ownerOf(ctx)} and version = ${ifMatch}
      and (removed_at is null or ${removed === false})
    returning ${head(ctx)}, tiles, period`.execute(ctx.db)
  if (!rows[0]) throw await whyUnchanged(ctx, DASHBOARDS, dashboardId)
  audit(ctx, 'insight.dashboard.changed', { target: dashboardId, details: { name, shared, tiles: tiles?.length } })
  return rows[0]
}

/** Removes one of the caller's own. @throws 404 also for other people's. */
export async function removeDashboard(
  ctx: Context,
  { dashboardId }: InputOf<typeof removeDashboardCall>,
): Promise<{ version: number }> {
  const removed = await removeOwn(ctx, DASHBOARDS, dashboardId)
  audit(ctx, 'insight.dashboard.removed', { target: dashboardId })
  return removed
}

const period = (of: Dashboard['period']) => (of === null ? null : JSON.stringify(of))
