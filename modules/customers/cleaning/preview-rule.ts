import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { forbidden } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { shown } from '../customer/present-customer.ts'
import { readCursor, writeCursor } from './cleaning-cursor.ts'
import type { previewRuleCall } from './contract.ts'
import { readRecords } from './read-records.ts'
import type { CleanRecord } from './rules/clean-record.ts'
import { fieldsFor, proposalsOf, type RuleKey } from './rules/rules.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * What a rule would write, customer by customer, computed from the records as they are now: exactly what applying it
 * writes. Fields that the caller sees masked are left out. A page may hold fewer customers than asked for.
 * @throws 403 `field_masked` where all fields of the rule are.
 */
export async function previewRule(
  ctx: Context,
  { rule, cursor, limit }: InputOf<typeof previewRuleCall>,
): Promise<ReplyOf<typeof previewRuleCall>> {
  const fields = fieldsFor(rule, ctx.scope.masked)
  if (fields.length === 0) throw forbidden('field_masked', 'You see the fields of this rule masked.')
  const [after] = readCursor(cursor) ?? [NOBODY]
  const { rows } = await sql<{ id: string; name: string }>`
    with page as materialized (
      select f.customer_id as id from customers.cleaning_findings f
      where f.rule = ${rule} and f.customer_id > ${after}::uuid and f.fields && ${[...fields]}::text[]
      order by f.customer_id limit ${limit + 1}
    )
    select p.id, customers.called(c.customer_id, c.name, c.company) as name
    from page p join customers.customers c on c.customer_id = p.id order by p.id`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const home = await readSetting(ctx, homeCountry)
  const records = await readRecords(
    ctx,
    page.map(({ id }) => id),
  )
  const names = new Map(page.map(({ id, name }) => [id, name]))
  const items = records.flatMap((record) => {
    const changes = proposalsOf(rule, record, home).filter(({ field }) => fields.includes(field))
    return changes.length === 0
      ? []
      : [{ id: record.id, name: shown(ctx, 'name', names.get(record.id) ?? ''), basis: basisOf(rule, record), changes }]
  })
  const last = page.at(-1)
  return { items, next: rows.length > limit && last ? writeCursor(last.id) : null }
}

/** Only of rules that are barred where this is masked. */
function basisOf(rule: RuleKey, { name, address, postcode }: CleanRecord): string | null {
  if (rule === 'name_parts') return name
  return rule === 'region' ? [address, postcode].filter(Boolean).join(' · ') : null
}
