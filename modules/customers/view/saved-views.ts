import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound, refused, stale } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { addViewCall, changeViewCall, listViewsCall, removeViewCall } from './contract.ts'

type View = ReplyOf<typeof addViewCall>
const MOST = 50

const columns = (ctx: Context) => sql`
  view_id as "viewId", list, name, definition->'search' as search, shared, owner_staff_id = ${ctx.actor.id}::uuid as mine,
  position, version`

/** The caller's own views and shared ones, in their order. */
export async function listViews(
  ctx: Context,
  { list }: InputOf<typeof listViewsCall>,
): Promise<ReplyOf<typeof listViewsCall>> {
  const { rows } = await sql<View>`
    select ${columns(ctx)} from customers.views
    where list = ${list} and (shared or owner_staff_id = ${ctx.actor.id}::uuid)
    order by position, created_at, view_id limit 100`.execute(ctx.db)
  return { items: rows }
}

/** Saves a view behind those there are. @throws 409 `too_many_views` beyond fifty of one's own. */
export async function addView(ctx: Context, input: InputOf<typeof addViewCall>): Promise<View> {
  const { rows: own } = await sql<{ count: number }>`
    select count(*)::int as count from customers.views where owner_staff_id = ${ctx.actor.id}::uuid`.execute(ctx.db)
  if ((own[0]?.count ?? 0) >= MOST) throw refused('too_many_views', `You have ${MOST} views. Remove one first.`)
  const { rows } = await sql<View>`
    insert into customers.views (view_id, list, name, owner_staff_id, shared, definition, position)
    values (${uuid7()}, ${input.list}, ${input.name}, ${ctx.actor.id}::uuid, ${input.shared},
      ${JSON.stringify({ search: input.search })}::jsonb, ${own[0]?.count ?? 0})
    returning ${columns(ctx)}`.execute(ctx.db)
  const [view] = rows
  if (!view) throw notFound('view')
  audit(ctx, 'customers.view.added', { target: view.viewId, details: { name: view.name, shared: view.shared } })
  return view
}

/** Changes one of the caller's own views. @throws 404 also for other people's; 412 when it changed meanwhile. */
export async function changeView(ctx: Context, input: InputOf<typeof changeViewCall>): Promise<View> {
  const { viewId, ifMatch, name, shared, position } = input
  const search = input.search ? JSON.stringify({ search: input.search }) : null
  const { rows } = await sql<View>`
    update customers.views set name = coalesce(${name ?? null}, name), shared = coalesce(${shared ?? null}, shared),
      position = coalesce(${position ?? null}, position), definition = coalesce(${search}::jsonb, definition),
      version = version + 1
    where view_id = ${viewId} and owner_staff_id = ${ctx.actor.id}::uuid and version = ${ifMatch}
    returning ${columns(ctx)}`.execute(ctx.db)
  const [view] = rows
  if (!view) throw await missing(ctx, viewId)
  audit(ctx, 'customers.view.changed', { target: viewId, details: { name, shared, position } })
  return view
}

async function missing(ctx: Context, viewId: string): Promise<Error> {
  const { rows } = await sql<{ version: number }>`
    select version from customers.views where view_id = ${viewId} and owner_staff_id = ${ctx.actor.id}::uuid`.execute(
    ctx.db,
  )
  return rows[0] ? stale(rows[0].version) : notFound('view')
}

/** Removes one of the caller's own views. @throws 404 also for other people's. */
export async function removeView(ctx: Context, { viewId }: InputOf<typeof removeViewCall>): Promise<void> {
  const { rows } = await sql`
    delete from customers.views where view_id = ${viewId} and owner_staff_id = ${ctx.actor.id}::uuid returning 1`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw notFound('view')
  audit(ctx, 'customers.view.removed', { target: viewId })
}
