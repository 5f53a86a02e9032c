import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { keepFirstValues, keepValues } from '../../merge/keep-values.ts'
import { mergeRules } from '../../merge/merge-settings.ts'
import { type SaidValue, survivorOf } from '../../merge/survivorship.ts'

export const CLEANING = 'cleaning'

/** A value of a source that a run overruled: kept with the run, so that it can be put back. */
export interface SaidRow extends SaidValue {
  customerId: string
  field: string
  saidBy: string | null
  runId: string | null
  chosenBy: string | null
}

export interface CleanedValue {
  customerId: string
  /** As in `field_values`. */
  field: string
  value: unknown
}

export const saidKey = ({ customerId, field }: { customerId: string; field: string }) => `${customerId} ${field}`

/**
 * Says cleaned values as a source of their own, `cleaning`, of the record whose value stood until now. Where a person
 * had chosen a value, the cleaned form of it is the chosen one. Returns what was overruled, by `saidKey`.
 */
export async function sayCleaned(
  ctx: Context,
  said: readonly CleanedValue[],
  runId: string,
): Promise<Map<string, SaidRow[]>> {
  if (said.length === 0) return new Map()
  await keepFirstValues(ctx, [...new Set(said.map(({ customerId }) => customerId))])
  const known = await readSaid(ctx, said)
  const rules = await readSetting(ctx, mergeRules)
  await keepValues(
    ctx,
    said.map((value) => {
      const rows = known.get(saidKey(value)) ?? []
      const standing = survivorOf(rows, rules.fields[value.field] ?? rules.rule, rules.trust)
      return { ...value, source: CLEANING, originId: standing?.originId ?? null }
    }),
    { decides: true, runId },
  )
  const overruled = new Map(
    [...known].map(([key, rows]) => [key, rows.filter((row) => row.chosenAt !== null || row.source === CLEANING)]),
  )
  await choose(
    ctx,
    said.filter((value) => overruled.get(saidKey(value))?.some(({ chosenAt }) => chosenAt !== null)),
    runId,
  )
  return overruled
}

async function readSaid(ctx: Context, said: readonly CleanedValue[]): Promise<Map<string, SaidRow[]>> {
  const asked = JSON.stringify(said.map(({ customerId, field }) => ({ id: customerId, field })))
  const { rows } = await sql<SaidRow>`
    select v.customer_id as "customerId", v.field, v.origin_id as "originId", v.source, v.value, v.said_at as "saidAt",
      v.said_by as "saidBy", v.run_id as "runId", v.chosen_at as "chosenAt", v.chosen_by as "chosenBy"
    from jsonb_to_recordset(${asked}::jsonb) as r(id uuid, field text)
    join customers.field_values v on v.customer_id = r.id and v.field = r.field`.execute(ctx.db)
  return Map.groupBy(rows, saidKey)
}

async function choose(ctx: Context, said: readonly CleanedValue[], runId: string): Promise<void> {
  if (said.length === 0) return
  const asked = JSON.stringify(said.map(({ customerId, field }) => ({ id: customerId, field })))
  await sql`
    update customers.field_values v set chosen_at = ${ctx.now}, chosen_by = ${`${ctx.actor.kind}:${ctx.actor.id}`}
    from jsonb_to_recordset(${asked}::jsonb) as r(id uuid, field text)
    where v.customer_id = r.id and v.field = r.field and v.source = ${CLEANING} and v.run_id = ${runId}::uuid`.execute(
    ctx.db,
  )
}

/** Takes back what a run said of these fields and puts back what it overruled. */
export async function unsayCleaned(
  ctx: Context,
  fields: readonly { customerId: string; field: string; beside: readonly SaidRow[] }[],
  runId: string,
): Promise<void> {
  if (fields.length === 0) return
  const asked = JSON.stringify(fields.map(({ customerId, field }) => ({ id: customerId, field })))
  await sql`
    delete from customers.field_values v using jsonb_to_recordset(${asked}::jsonb) as r(id uuid, field text)
    where v.customer_id = r.id and v.field = r.field and v.source = ${CLEANING} and v.run_id = ${runId}::uuid`.execute(
    ctx.db,
  )
  const beside = fields.flatMap((one) => one.beside)
  if (beside.length === 0) return
  await sql`
    insert into customers.field_values as v
      (customer_id, origin_id, unit_ids, field, source, value, said_at, said_by, run_id, chosen_at, chosen_by)
    select c.customer_id, r."originId", c.unit_ids, r.field, r.source, r.value, r."saidAt", r."saidBy", r."runId",
      r."chosenAt", r."chosenBy"
    from jsonb_to_recordset(${JSON.stringify(beside)}::jsonb) as r("customerId" uuid, "originId" uuid, field text,
      source text, value jsonb, "saidAt" timestamptz, "saidBy" text, "runId" uuid, "chosenAt" timestamptz, "chosenBy" text)
    join customers.customers c on c.customer_id = r."customerId"
    on conflict (customer_id, coalesce(origin_id, customer_id), field, source)
      do update set chosen_at = excluded.chosen_at, chosen_by = excluded.chosen_by
      where v.value = excluded.value and not exists (
        select from customers.field_values o
        where o.customer_id = v.customer_id and o.field = v.field and o.chosen_at is not null)`.execute(ctx.db)
}
