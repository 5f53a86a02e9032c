import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { fieldsFor, RULES, type RuleKey } from './rules/rules.ts'

/** How many customers of the caller's scope each rule would change, in fields the caller sees. */
export async function countFindings(ctx: Context): Promise<Record<RuleKey, number>> {
  const seen = JSON.stringify(RULES.map((rule) => ({ rule, fields: fieldsFor(rule, ctx.scope.masked) })))
  const { rows } = await sql<{ rule: RuleKey; count: number }>`
    select f.rule, count(*)::int as count
    from jsonb_to_recordset(${seen}::jsonb) as r(rule text, fields text[])
    join customers.cleaning_findings f on f.rule = r.rule and f.fields && r.fields
    group by f.rule`.execute(ctx.db)
  const counts = new Map(rows.map(({ rule, count }) => [rule, count]))
  return Object.fromEntries(RULES.map((rule) => [rule, counts.get(rule) ?? 0])) as Record<RuleKey, number>
}
