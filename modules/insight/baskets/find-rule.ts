import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { basketModel } from './basket-model.ts'
import type { findRuleCall } from './contract.ts'
import { type RuleRow, ruleColumns, tellRules } from './rule-rows.ts'

/** One rule, and the days its orders are of. @throws notFound `rule_not_found`, also when it is no longer beyond chance. */
export async function findRule(
  ctx: Context,
  { ruleId }: InputOf<typeof findRuleCall>,
): Promise<ReplyOf<typeof findRuleCall>> {
  const { rows } = await sql<RuleRow>`select ${ruleColumns} from insight.rules where rule_id = ${ruleId}`.execute(
    ctx.db,
  )
  const model = await basketModel(ctx)
  const [rule] = await tellRules(ctx, rows, model?.orders ?? 0)
  if (!rule) throw notFound('rule')
  return { rule, days: model?.days ?? 0 }
}
