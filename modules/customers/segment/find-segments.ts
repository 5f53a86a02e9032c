import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { Condition } from './condition.ts'
import type { findSegmentCall, listSegmentsCall } from './contract.ts'
import { isHidden } from './refuse-hidden-segment.ts'

interface Row {
  segmentId: number
  name: string
  description: string | null
  condition: Condition
  size: number | null
  masks: string[]
  evaluatedAt: Date | null
  archivedAt: Date | null
  changedAt: Date
  version: number
}

/** Segments by name. Inside units the size is how many members the caller may see. */
export async function listSegments(
  ctx: Context,
  { archived }: { archived: 'yes' | 'no' },
): Promise<ReplyOf<typeof listSegmentsCall>> {
  const rows = await readSegments(ctx, archived === 'yes' ? sql`archived_at is not null` : sql`archived_at is null`)
  return { items: rows.map((row) => present(ctx, row)) }
}

/** One segment, archived ones too. @throws 404 `segment_not_found`. */
export async function findSegment(
  ctx: Context,
  { segmentId }: { segmentId: number },
): Promise<ReplyOf<typeof findSegmentCall>> {
  const [row] = await readSegments(ctx, sql`segment_id = ${segmentId}`)
  if (!row) throw notFound('segment')
  const shown = present(ctx, row)
  return { ...shown, condition: shown.hidden ? null : row.condition }
}

async function readSegments(ctx: Context, where: ReturnType<typeof sql>): Promise<Row[]> {
  const size =
    ctx.scope.units === 'all'
      ? sql`s.members_count`
      : sql`(select count(*)::int from customers.segment_members m where m.segment_id = s.segment_id)`
  const { rows } = await sql<Row>`
    select s.segment_id as "segmentId", s.name, s.description, s.condition, s.masks,
      case when s.evaluated_at is not null then ${size} end as size, s.evaluated_at as "evaluatedAt",
      s.archived_at as "archivedAt", s.changed_at as "changedAt", s.version
    from customers.segments s where ${where} order by s.name, s.segment_id limit 500`.execute(ctx.db)
  return rows
}

function present(ctx: Context, row: Row) {
  const { condition: _, masks, size, ...rest } = row
  const hidden = isHidden(ctx, masks)
  return {
    ...rest,
    hidden,
    size: hidden ? null : size,
    evaluatedAt: row.evaluatedAt?.toISOString() ?? null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    changedAt: row.changedAt.toISOString(),
  }
}
