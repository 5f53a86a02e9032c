import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import type { listChoicesCall } from './contract.ts'
import { neverScan } from './never-scan.ts'
import { startsWith } from './prefix-ranges.ts'
import { type SqlPart, TRUE } from './sql-part.ts'

const MOST = 100
const NEWEST = 20_000

const columns = {
  country: sql`(c.country collate "C")`,
  source: sql`(c.source collate "C")`,
  city: sql`(c.city collate "C")`,
  company: sql`(c.company collate "C")`,
} as const satisfies Record<string, SqlPart>

/** Values there are to choose from. Those of a column are found by jumping from one to the next in its index. */
export async function listChoices(
  ctx: Context,
  { field, text }: InputOf<typeof listChoicesCall>,
): Promise<ReplyOf<typeof listChoicesCall>> {
  await neverScan(ctx)
  const statement = field === 'tags' ? tagsSql(text) : valuesSql(columns[field], text)
  const { rows } = await statement.execute(ctx.db)
  return { items: (rows as { value: string }[]).map(({ value }) => value) }
}

function valuesSql(column: SqlPart, text: string | undefined): SqlPart {
  const next = (beyond: SqlPart) => sql`
    select ${column} as value from customers.customers c
    where c.listed and ${column} is not null and ${text ? startsWith(column, text) : TRUE} and ${beyond}
    order by ${column} limit 1`
  return sql`
    with recursive found(value, nth) as (
      (select first.value, 1 from (${next(TRUE)}) first)
      union all
      select (${next(sql`${column} > found.value`)}), found.nth + 1 from found
      where found.value is not null and found.nth < ${MOST}
    )
    select value from found where value is not null`
}

const tagsSql = (text: string | undefined): SqlPart => sql`
  select tag as value from (
    select c.tags from customers.customers c where c.listed order by c.created_at desc, c.customer_id desc limit ${NEWEST}
  ) newest cross join unnest(newest.tags) tag
  where ${text ? sql`starts_with(lower(tag), lower(${text}))` : TRUE}
  group by tag order by count(*) desc, tag limit ${MOST}`
