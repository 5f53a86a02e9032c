import { type RawBuilder, sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { invalid, notFound, refused, stale } from '#core/errors.ts'
import type { FieldReply } from './contract.ts'

const COLUMNS = sql`field_key as key, label, type, choices, position, customers.iso(retired_at) as "retiredAt", version`

async function read(ctx: Context, where: RawBuilder<unknown>): Promise<FieldReply[]> {
  const { rows } = await sql<FieldReply>`
    select ${COLUMNS} from customers.custom_fields where ${where} order by position, field_key`.execute(ctx.db)
  return rows
}

/** Custom fields in their order, retired ones too. */
export const listFields = async (ctx: Context): Promise<{ items: FieldReply[] }> => ({
  items: await read(ctx, sql`true`),
})

type NewField = Pick<FieldReply, 'key' | 'label' | 'type' | 'choices' | 'position'>

/** Adds a custom field. @throws 409 `field_exists`; 400 `choices_missing` for a choice without choices. */
export async function addField(ctx: Context, input: NewField): Promise<FieldReply> {
  const { key, label, type, choices, position } = input
  needChoices(type, choices)
  const { rows } = await sql<FieldReply>`
    insert into customers.custom_fields (field_key, label, type, choices, position)
    values (${key}, ${label}, ${type}, ${choices}::text[], ${position})
    on conflict do nothing returning ${COLUMNS}`.execute(ctx.db)
  if (!rows[0]) throw refused('field_exists', 'There is a field with this key already.', { field: 'key' })
  audit(ctx, 'customers.field.added', { target: key, details: { label, type } })
  return rows[0]
}

export interface FieldChange {
  key: string
  label?: string | undefined
  choices?: string[] | undefined
  position?: number | undefined
  retired?: boolean | undefined
  ifMatch: number
}

/** Changes a custom field; values that customers have stay, also of a retired field. @throws 412 `record_changed`. */
export async function changeField(ctx: Context, input: FieldChange): Promise<FieldReply> {
  const { key, label, choices, position, retired, ifMatch } = input
  const [before] = await read(ctx, sql`field_key = ${key}`)
  if (!before) throw notFound('field')
  if (before.version !== ifMatch) throw stale(before.version)
  needChoices(before.type, choices ?? before.choices)
  const retiredAt = retired === undefined ? sql`retired_at` : sql`${retired ? ctx.now : null}::timestamptz`
  const { rows } = await sql<FieldReply>`
    update customers.custom_fields set label = ${label ?? before.label}, choices = ${choices ?? before.choices}::text[],
      position = ${position ?? before.position}, retired_at = ${retiredAt}, version = version + 1
    where field_key = ${key} and version = ${ifMatch} returning ${COLUMNS}`.execute(ctx.db)
  if (!rows[0]) throw stale(before.version + 1)
  audit(ctx, 'customers.field.changed', { target: key, details: { label, choices, position, retired } })
  return rows[0]
}

function needChoices(type: string, choices: readonly string[]): void {
  if (type === 'choice' && choices.length === 0) {
    throw invalid('choices_missing', 'A choice needs something to choose from.', { field: 'choices' })
  }
}
