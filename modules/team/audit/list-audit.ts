import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { requireCompanyWide } from '../access/require-company-wide.ts'
import type { listAuditCall } from './contract.ts'
import { nameSubjects } from './name-subjects.ts'
import { type Subject, subjectOfEntry } from './subject-of-entry.ts'

interface Row {
  entryId: string
  at: Date
  position: string
  actorKind: string
  actorId: string
  actorName: string
  action: string
  target: string | null
  customerId: string | null
  details: Record<string, unknown>
  requestId: string | null
  address: string | null
}

/** The audit log by keyset. Details may hold names and numbers: who sees any field masked doesn't see them. */
export async function listAudit(
  ctx: Context,
  input: InputOf<typeof listAuditCall>,
): Promise<ReplyOf<typeof listAuditCall>> {
  requireCompanyWide(ctx)
  const { actor = null, action = null, customer = null, from = null, to = null, limit } = input
  const zone = await readSetting(ctx, timeZone)
  const [at, entryId] = readCursor(input.cursor)
  const { rows } = await sql<Row>`
    select entry_id as "entryId", at, at::text as position, actor_kind as "actorKind", actor_id as "actorId",
      actor_name as "actorName", action, target, customer_id as "customerId", details, request_id as "requestId", address
    from core.audit_log
    where ${actor === null ? sql`true` : sql`actor_id = any(${[actor].flat()}::text[])`}
      and ${action === null ? sql`true` : sql`action = any(${[action].flat()}::text[])`}
      and ${customer === null ? sql`true` : sql`customer_id = ${customer}::uuid`}
      and ${from === null ? sql`true` : sql`at >= ${momentOf(from, zone, 0)}`}
      and ${to === null ? sql`true` : sql`at < ${momentOf(to, zone, 1)}`}
      and ${at === null ? sql`true` : sql`(at, entry_id) < (${at}::timestamptz, ${entryId}::uuid)`}
    order by at desc, entry_id desc limit ${limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const open = ctx.scope.masked.size === 0
  const subjects = shown.map(subjectOfEntry)
  const names = await nameSubjects(
    ctx,
    subjects.filter((subject) => subject !== null),
  )
  return {
    items: shown.map(({ position: _, ...row }, index) => ({
      ...row,
      at: row.at.toISOString(),
      about: named(subjects[index], names),
      details: open ? row.details : {},
    })),
    next: last ? Buffer.from(`${last.position}|${last.entryId}`).toString('base64url') : null,
  }
}

const named = (subject: Subject | null | undefined, names: ReadonlyMap<string, string>) =>
  subject ? { ...subject, name: names.get(`${subject.kind} ${subject.id}`) ?? null } : null

/** A day begins and ends at the company's midnight. */
const momentOf = (text: string, zone: string, days: number) =>
  text.length === 10 ? sql`(${text}::date + ${days}::int)::timestamp at time zone ${zone}` : sql`${text}::timestamptz`

function readCursor(cursor: string | undefined): [at: string, entryId: string] | [null, null] {
  if (cursor === undefined) return [null, null]
  const [, at, id] = /^([\d:. +-]+)\|([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  if (!at || !id || Number.isNaN(Date.parse(at.replace(/([+-]\d\d)$/, '$1:00')))) {
    throw invalid('cursor_invalid', 'This is no cursor of this list.', { field: 'cursor' })
  }
  return [at, id]
}
