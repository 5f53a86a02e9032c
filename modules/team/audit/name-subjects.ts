import { type RawBuilder, sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import type { Subject, SubjectKind } from './subject-of-entry.ts'

interface Source {
  kind: SubjectKind
  /** Id and name of the records, from a table of this room or a view of another. */
  rows: (ids: string[]) => RawBuilder<unknown>
  /** View of another room, which a house may be without, and the permission to read it. */
  view?: string
  permission?: string
}

const SOURCES: readonly Source[] = [
  {
    kind: 'staff',
    rows: (ids) => sql`select staff_id::text, name from team.staff where staff_id = any(${ids}::uuid[])`,
  },
  { kind: 'unit', rows: (ids) => sql`select unit_id::text, name from team.units where unit_id = any(${ids}::int[])` },
  { kind: 'key', rows: (ids) => sql`select key_id::text, name from team.api_keys where key_id = any(${ids}::uuid[])` },
  {
    kind: 'customer',
    rows: (ids) => sql`select customer_id::text, called from facts.customers where customer_id = any(${ids}::uuid[])`,
    view: 'facts.customers',
    permission: 'customers.read',
  },
  {
    kind: 'segment',
    rows: (ids) => sql`select segment_id::text, name from facts.segments where segment_id = any(${ids}::int[])`,
    view: 'facts.segments',
    permission: 'customers.read',
  },
  {
    kind: 'product',
    rows: (ids) => sql`select product_id::text, name from facts.products where product_id = any(${ids}::uuid[])`,
    view: 'facts.products',
    permission: 'products.read',
  },
  {
    kind: 'order',
    rows: (ids) =>
      sql`select order_id::text, order_number from facts.order_numbers where order_id = any(${ids}::uuid[])`,
    view: 'facts.order_numbers',
    permission: 'orders.read',
  },
  {
    kind: 'import',
    rows: (ids) => sql`select target, details ->> 'fileName' from core.audit_log
      where action = 'imports.run.created' and target = any(${ids}::text[])`,
    permission: 'imports.run',
  },
]

/** The names of records, in one look-up, keyed by `kind id`; without those the caller may not see. */
export async function nameSubjects(ctx: Context, subjects: readonly Subject[]): Promise<Map<string, string>> {
  const there = await viewsThere(ctx)
  const masked = ctx.scope.masked.size > 0
  const asked = SOURCES.flatMap(({ kind, rows, view, permission }) => {
    const ids = [...new Set(subjects.filter((one) => one.kind === kind).map(({ id }) => id))]
    const isOpen = (!view || there.has(view)) && (!permission || may(ctx.actor, permission))
    // Names of people stay hidden from those who see them masked everywhere else, and files may be named after people.
    const isMasked = (kind === 'customer' && ctx.scope.masked.has('name')) || (kind === 'import' && masked)
    return ids.length > 0 && isOpen && !isMasked ? [sql`select ${kind}::text, named.* from (${rows(ids)}) named`] : []
  })
  if (asked.length === 0) return new Map()
  const { rows } = await sql<{ kind: string; id: string; name: string | null }>`
    select * from (${sql.join(asked, sql` union all `)}) as found(kind, id, name)`.execute(ctx.db)
  return new Map(rows.flatMap(({ kind, id, name }) => (name ? [[`${kind} ${id}`, name] as const] : [])))
}

async function viewsThere(ctx: Context): Promise<Set<string>> {
  const views = SOURCES.flatMap(({ view }) => view ?? [])
  const { rows } = await sql<{ view: string }>`
    select view from unnest(${views}::text[]) view where to_regclass(view) is not null`.execute(ctx.db)
  return new Set(rows.map(({ view }) => view))
}
