import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { basketModel } from './basket-model.ts'
import type { findProductTogetherCall } from './contract.ts'
import { countProspects } from './count-prospects.ts'
import { type RuleRow, ruleColumns, tellRules } from './rule-rows.ts'

type Reply = ReplyOf<typeof findProductTogetherCall>

const RULES = 10

/** What sells together with a product, strongest first, and similar products. @throws notFound `product_not_found`. */
export async function findProductTogether(
  ctx: Context,
  { productId }: InputOf<typeof findProductTogetherCall>,
): Promise<Reply> {
  const { rows: found } = await sql<Reply['product']>`
    select product_id::text as key, name, sku from facts.products where product_id = ${productId}`.execute(ctx.db)
  const product = found[0]
  if (!product) throw notFound('product')
  const model = await basketModel(ctx)
  const { rows } = await sql<RuleRow>`
    select ${ruleColumns} from insight.rules
    where level = 'product' and ${productId} = any(left_keys) order by leverage desc, rule_id limit ${RULES}`.execute(
    ctx.db,
  )
  return {
    product,
    model,
    rules: await tellRules(ctx, rows, model?.orders ?? 0),
    similar: await listSimilar(ctx, productId),
    prospects: await countProspects(ctx, productId),
  }
}

type Similar = Reply['similar'][number]

async function listSimilar(ctx: Context, productId: string): Promise<Similar[]> {
  const { rows } = await sql<Omit<Similar, 'product'> & Similar['product']>`
    select p.product_id::text as key, p.name, p.sku, s.similarity::float8 as similarity, s.both_customers as "bothCustomers",
      s.customers, s.other_customers as "otherCustomers", s.lift::float8 as lift
    from insight.similar_products s join facts.products p on p.product_id = s.other_id
    where s.product_id = ${productId} order by s.rank`.execute(ctx.db)
  return rows.map(({ key, name, sku, ...row }) => ({ product: { key, name, sku }, ...row }))
}
