import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { LevelRules, MinedShop } from './compute/mine-shop.ts'
import { withParents } from './with-parents.ts'

/** Replaces the rules of both levels. The id of a rule is a hash of its sides, as a UUID of version 8. */
export async function writeRules(
  ctx: Context,
  { products: ofProducts, categories: ofCategories }: Pick<MinedShop, 'products' | 'categories'>,
  products: readonly { productId: string; category: string | null }[],
  categories: readonly string[],
): Promise<void> {
  const product = (item: number) => ({
    key: products[item]?.productId ?? '',
    category: products[item]?.category ?? null,
  })
  const category = (item: number) => ({ key: categories[item] ?? '', category: categories[item] ?? null })
  await sql`delete from insight.rules`.execute(ctx.db)
  await insert(ctx, 'product', ofProducts, product)
  await insert(ctx, 'category', ofCategories, category)
}

async function insert(
  ctx: Context,
  level: 'product' | 'category',
  { rules }: LevelRules,
  nameOf: (item: number) => { key: string; category: string | null },
): Promise<void> {
  const rows = rules.map(({ left, right, ...figures }) => {
    const [before, after] = [left.map(nameOf), nameOf(right)]
    return {
      left: before.map(({ key }) => key).sort(),
      right: after.key,
      categories: withParents([...before, after].flatMap((one) => one.category ?? [])),
      ...figures,
    }
  })
  await sql`
    insert into insight.rules (rule_id, level, left_keys, right_key, categories, orders, left_orders, right_orders,
      confidence, lift, leverage, q, adds_q, customers, both_customers)
    select overlay(overlay(md5(jsonb_build_array(${level}::text, left_keys, right_key)::text) placing '8' from 13) placing 'a' from 17)::uuid,
      ${level}, r.*
    from (
      select array(select jsonb_array_elements_text(t."left")) as left_keys, t."right" as right_key,
        array(select jsonb_array_elements_text(t.categories)) as categories, t.orders, t."leftOrders", t."rightOrders",
        t.confidence, t.lift, t.leverage, t.q, t."addsQ", t.customers, t."bothCustomers"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t ("left" jsonb, "right" text, categories jsonb,
        orders int, "leftOrders" int, "rightOrders" int, confidence float8, lift float8, leverage float8, q float8,
        "addsQ" float8, customers int, "bothCustomers" int)
    ) r`.execute(ctx.db)
}
