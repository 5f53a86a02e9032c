import { type RawBuilder, sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { maskName } from '#core/words/names.ts'
import { basketModel } from './basket-model.ts'
import type { listRuleCustomersCall } from './contract.ts'
import { readCustomerCursor } from './customer-cursor.ts'
import { type RuleRow, ruleColumns } from './rule-rows.ts'

type Reply = ReplyOf<typeof listRuleCustomersCall>

/**
 * Customers who bought all of a rule's left side within its window, and nothing of the right, in the order they came. Read
 * from the index of the first product or category on, as far as the page goes; orders of the caller's units count.
 * @throws notFound `rule_not_found`; invalid `cursor_invalid`.
 */
export async function listRuleCustomers(ctx: Context, input: InputOf<typeof listRuleCustomersCall>): Promise<Reply> {
  const { rows: rules } =
    await sql<RuleRow>`select ${ruleColumns} from insight.rules where rule_id = ${input.ruleId}`.execute(ctx.db)
  const [rule, model] = [rules[0], await basketModel(ctx)]
  if (!rule || !model) throw notFound('rule')
  const since = sql`${model.from}::date::timestamp at time zone ${await readSetting(ctx, timeZone)}`
  const bought = (key: string) => {
    const of = rule.level === 'product' ? sql`p.product_id = ${key}::uuid` : sql`p.category_path = ${key}`
    return sql`${of} and p.kind = 'sale' and p.quantity > 0 and not p.is_anonymous and p.ordered_at >= ${since}`
  }
  const [first = '', ...others] = rule.left
  const { rows } = await page(ctx, input, {
    first: bought(first),
    others: [
      ...others.map(
        (key) => sql`exists (select from facts.purchases p where p.customer_id = b.customer_id and ${bought(key)})`,
      ),
      sql`not exists (select from facts.purchases p where p.customer_id = b.customer_id and ${bought(rule.right)})`,
    ],
  })
  const items = rows.slice(0, input.limit)
  const hidden = ctx.scope.masked.has('name')
  return {
    items: items.map((row) => ({ ...row, name: hidden ? maskName(row.name) : row.name })),
    next: rows.length > input.limit ? (items.at(-1)?.customerId ?? null) : null,
    total: ctx.scope.units === 'all' ? rule.customers - rule.bothCustomers : null,
  }
}

function page(
  ctx: Context,
  { cursor, limit }: InputOf<typeof listRuleCustomersCall>,
  { first, others }: { first: RawBuilder<unknown>; others: RawBuilder<unknown>[] },
) {
  const after = cursor ? sql`and p.customer_id > ${readCustomerCursor(cursor)}::uuid` : sql``
  return sql<Reply['items'][number]>`
    select b.customer_id as "customerId", c.called as name, c.class
    from (select distinct p.customer_id from facts.purchases p where ${first} ${after}) b
    join facts.customers c on c.customer_id = b.customer_id
    where c.stage <> 'anonymous' and c.archived_at is null and ${sql.join(others, sql` and `)}
    order by b.customer_id limit ${limit + 1}`.execute(ctx.db)
}
