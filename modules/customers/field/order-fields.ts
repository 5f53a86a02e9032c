import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { FieldReply } from './contract.ts'
import { listFields } from './custom-fields.ts'

/** Puts custom fields in this order; those not named follow in the order they had. @throws 404 `field_not_found`. */
export async function orderFields(ctx: Context, { keys }: { keys: string[] }): Promise<{ items: FieldReply[] }> {
  const before = (await listFields(ctx)).items.map(({ key }) => key)
  if (keys.some((key) => !before.includes(key))) throw notFound('field')
  const wanted = [...new Set([...keys, ...before])]
  await sql`
    update customers.custom_fields f set position = w.place - 1
    from unnest(${wanted}::text[]) with ordinality w (key, place)
    where f.field_key = w.key and f.position <> w.place - 1`.execute(ctx.db)
  audit(ctx, 'customers.field.ordered', { details: { keys: wanted } })
  return listFields(ctx)
}
