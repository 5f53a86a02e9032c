import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { setUnits } from '../customer/set-units.ts'
import { customersChanged } from '../events.ts'
import type { BulkChange } from './contract.ts'

interface Row {
  customer_id: string
  tags: string[]
  owner_staff_id: string | null
  unit_ids: number[]
}

/** Tags, assigns or moves many customers at once, and says how to undo exactly that. @throws 400 `unit_not_yours`. */
export async function changeMany(ctx: Context, input: BulkChange): Promise<{ changed: number; undo: BulkChange[] }> {
  checkUnits(ctx, input)
  const { rows } = await sql<Row>`
    select customer_id, tags, owner_staff_id, unit_ids from customers.customers
    where customer_id = any(${input.customerIds}::uuid[]) and stage not in ('anonymous', 'merged')
    order by customer_id for no key update`.execute(ctx.db)
  const changed = new Set<string>()
  const undo: BulkChange[] = []
  const keep = (ids: string[], back: Omit<BulkChange, 'customerIds'>) => {
    for (const id of ids) changed.add(id)
    if (ids.length > 0) undo.push({ customerIds: ids, ...back })
  }
  for (const tag of input.addTags ?? [])
    keep(
      idsOf(rows, ({ tags }) => !tags.includes(tag)),
      { removeTags: [tag] },
    )
  for (const tag of input.removeTags ?? [])
    keep(
      idsOf(rows, ({ tags }) => tags.includes(tag)),
      { addTags: [tag] },
    )
  for (const unit of input.addUnitIds ?? []) keep(idsOf(rows, lacks(unit)), { removeUnitIds: [unit] })
  for (const unit of input.removeUnitIds ?? []) keep(idsOf(rows, leaves(unit)), { addUnitIds: [unit] })
  if (input.ownerStaffId !== undefined) {
    const moved = rows.filter((row) => row.owner_staff_id !== input.ownerStaffId)
    for (const [owner, group] of Map.groupBy(moved, (row) => row.owner_staff_id)) {
      keep(
        group.map((row) => row.customer_id),
        { ownerStaffId: owner },
      )
    }
  }
  if (changed.size > 0) await write(ctx, input, rows, [...changed])
  return { changed: changed.size, undo }
}

const idsOf = (rows: readonly Row[], where: (row: Row) => boolean) => rows.filter(where).map((row) => row.customer_id)
const lacks = (unit: number) => (row: Row) => !row.unit_ids.includes(unit)
// The last unit stays: a customer nobody serves could be seen by nobody.
const leaves = (unit: number) => (row: Row) => row.unit_ids.includes(unit) && row.unit_ids.length > 1

async function write(ctx: Context, input: BulkChange, rows: readonly Row[], ids: string[]): Promise<void> {
  const { addTags = [], removeTags = [], addUnitIds = [], removeUnitIds = [], ownerStaffId } = input
  await sql`
    update customers.customers c set
      tags = array(select t from (
        select t, min(nth) as nth from unnest(c.tags || ${addTags}::text[]) with ordinality u (t, nth)
        where t <> all (${removeTags}::text[]) group by t) kept order by nth),
      owner_staff_id = case when ${ownerStaffId !== undefined} then ${ownerStaffId ?? null}::uuid else owner_staff_id end,
      changed_at = ${ctx.now}, edited_at = ${ctx.now}, version = version + 1
    where customer_id = any(${ids}::uuid[])`.execute(ctx.db)
  if (addUnitIds.length + removeUnitIds.length > 0) {
    const moves = rows.map(({ customer_id, unit_ids }) => {
      const left = [...unit_ids, ...addUnitIds].filter((unit) => !removeUnitIds.includes(unit))
      return { customerId: customer_id, unitIds: left.length > 0 ? left : unit_ids.slice(0, 1) }
    })
    await setUnits(ctx, moves)
  }
  const { customerIds: _, ...details } = input
  audit(ctx, 'customers.bulk_changed', { details: { ...details, customers: ids.length } })
  const fields = Object.keys(details).map((name) =>
    name.endsWith('Tags') ? 'tags' : name.endsWith('Ids') ? 'unitIds' : name,
  )
  announce(ctx, customersChanged, { customerIds: ids, fields: [...new Set(fields)] })
  tellDesks(ctx, { topic: 'customers', units: null, permission: 'customers.read' })
}

function checkUnits(ctx: Context, input: BulkChange): void {
  const { units } = ctx.scope
  const asked = [...(input.addUnitIds ?? []), ...(input.removeUnitIds ?? [])]
  if (units !== 'all' && asked.some((unit) => !units.includes(unit))) {
    throw invalid('unit_not_yours', 'You can only add or remove units of your own.', { field: 'addUnitIds' })
  }
}
