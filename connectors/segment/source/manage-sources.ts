import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { forbidden, invalid, notFound, stale } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { isOpenUnit } from '#modules/team/public.ts'
import type { addSourceCall, changeSourceCall, listSourcesCall } from '../contract.ts'

type Shown = ReplyOf<typeof listSourcesCall>['items'][number]

/** Sources of events are the whole company's: whoever holds the right in some units only is refused. */
export function wholeCompany(ctx: Context): void {
  if (ctx.scope.units !== 'all') throw forbidden('company_wide_only', 'This concerns the whole company.')
}

/** Sites, apps and servers that send, with how much came in the last day. */
export async function listSources(ctx: Context): Promise<ReplyOf<typeof listSourcesCall>> {
  wholeCompany(ctx)
  return { items: await read(ctx, sql`true`) }
}

/** Adds a source with a write key of its own. @throws 400 `unit_not_found`. */
export async function addSource(ctx: Context, input: InputOf<typeof addSourceCall>): Promise<Shown> {
  wholeCompany(ctx)
  await checkUnit(ctx, input.unitId)
  const writeKey = `wk_${randomBytes(18).toString('base64url')}`
  const { rows } = await sql<{ source_id: number }>`
    insert into segment.sources (name, write_key, source, unit_id, origins, asks_consent, quota, created_by)
    values (${input.name}, ${writeKey}, ${input.source}, ${input.unitId ?? 1}, ${input.origins ?? []}::text[],
      ${input.asksConsent ?? false}, coalesce(${input.quota ?? null}::int, 300000), ${`${ctx.actor.kind}:${ctx.actor.id}`})
    returning source_id`.execute(ctx.db)
  const sourceId = rows[0]?.source_id ?? 0
  audit(ctx, 'segment.source.added', { target: String(sourceId), details: { name: input.name } })
  return one(ctx, sourceId)
}

/** Changes a source; a disabled one is refused within seconds. @throws 404 `event_source_not_found`, 412. */
export async function changeSource(ctx: Context, input: InputOf<typeof changeSourceCall>): Promise<Shown> {
  wholeCompany(ctx)
  const { sourceId, ifMatch, disabled, ...fields } = input
  await checkUnit(ctx, fields.unitId)
  const { rows } = await sql<{ version: number }>`
    select version from segment.sources where source_id = ${sourceId} for update`.execute(ctx.db)
  if (!rows[0]) throw notFound('event_source')
  if (rows[0].version !== ifMatch) throw stale(rows[0].version)
  await sql`
    update segment.sources set name = coalesce(${fields.name ?? null}, name),
      unit_id = coalesce(${fields.unitId ?? null}::int, unit_id),
      origins = coalesce(${fields.origins ?? null}::text[], origins),
      asks_consent = coalesce(${fields.asksConsent ?? null}::bool, asks_consent),
      quota = coalesce(${fields.quota ?? null}::int, quota),
      disabled_at = case when ${disabled ?? null}::bool then coalesce(disabled_at, ${ctx.now})
        when ${disabled ?? null}::bool is null then disabled_at end,
      version = version + 1
    where source_id = ${sourceId}`.execute(ctx.db)
  audit(ctx, 'segment.source.changed', { target: String(sourceId), details: { fields: Object.keys(fields), disabled } })
  return one(ctx, sourceId)
}

async function checkUnit(ctx: Context, unitId: number | undefined): Promise<void> {
  if (unitId === undefined || (await isOpenUnit(ctx, unitId))) return
  throw invalid('unit_not_found', 'There is no such unit.', { field: 'unitId' })
}

async function one(ctx: Context, sourceId: number): Promise<Shown> {
  const [found] = await read(ctx, sql`s.source_id = ${sourceId}`)
  if (!found) throw notFound('event_source')
  return found
}

async function read(ctx: Context, where: RawBuilder<unknown>): Promise<Shown[]> {
  const { rows } = await sql<Shown & { lastEventAt: Date | null; createdAt: Date; disabledAt: Date | null }>`
    select s.source_id as "sourceId", s.name, s.write_key as "writeKey", s.source, s.unit_id as "unitId", s.origins,
      s.asks_consent as "asksConsent", s.quota, s.last_event_at as "lastEventAt", s.created_at as "createdAt",
      s.disabled_at as "disabledAt", s.version,
      (select coalesce(sum(u.events), 0)::int from segment.usage u
        where u.source_id = s.source_id and u.minute > now() - interval '1 day') as events,
      (select count(*)::int from segment.parked p where p.source_id = s.source_id) as parked
    from segment.sources s where ${where} order by s.source_id`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    lastEventAt: row.lastEventAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
  }))
}
