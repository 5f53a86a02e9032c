import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { becauseOf, classOf } from '../rule/class-of.ts'
import type { ClassRule } from '../rule/class-rule.ts'
import { scoreByLeast, scoreByMost } from './fifths.ts'
import { reasonsOf } from './reasons-of.ts'

export interface ClassChange {
  customerId: string
  from: 'key' | 'worth_winning' | 'dispensable' | null
  to: 'key' | 'worth_winning' | 'dispensable' | null
}

export interface PutScores {
  runId: string
  asOf: string
  rule: ClassRule
  /** Rows of customers with worth_micro and better_share. */
  rows: RawBuilder<unknown>
  /** Whose scores go when they have no row (any more); absent: everybody. */
  customerIds?: readonly string[]
  /** Whether predictions of today count; a past day had its own. */
  potential?: boolean
  /** Whether moves between classes are announced by the caller at once. */
  announced: boolean
}

/**
 * Writes the scores of `rows` by the thresholds of a run and a history row for each changed class. A score that was
 * computed after this transaction began is newer knowledge and stays.
 */
export async function putScores(ctx: Context, input: PutScores): Promise<ClassChange[]> {
  const { runId, asOf, customerIds, announced } = input
  const whose = customerIds ? sql`s.customer_id = any(${customerIds}::uuid[])` : sql`true`
  const { rows } = await sql<{ customer_id: string; previous_class: ClassChange['from']; class: ClassChange['to'] }>`
    with scored as materialized (${scored(input)}),
    before as materialized (select s.customer_id, s.class from insight.scores s where ${whose}),
    put as (
      insert into insight.scores (${COLUMNS}, run_id, as_of, computed_at)
      select ${COLUMNS}, ${runId}, ${asOf}, ${ctx.now} from scored
      on conflict (customer_id) do update set (${COLUMNS}, run_id, as_of, computed_at) =
        row (${sql.join(COLUMN_NAMES.map((name) => sql`excluded.${sql.ref(name)}`))}, excluded.run_id, excluded.as_of, excluded.computed_at)
      where insight.scores.computed_at <= excluded.computed_at
      returning customer_id, unit_ids, class
    ),
    gone as (
      delete from insight.scores s
      where ${whose} and s.computed_at <= ${ctx.now} and not exists (select from scored x where x.customer_id = s.customer_id)
      returning s.customer_id, s.unit_ids, s.class
    ),
    moved as (
      select p.customer_id, p.unit_ids, p.class, b.class as previous_class
      from put p left join before b using (customer_id) where p.class is distinct from b.class
      union all select customer_id, unit_ids, null, class from gone
    )
    insert into insight.score_history (customer_id, changed_at, unit_ids, as_of, class, previous_class, announced)
    select customer_id, ${ctx.now}, unit_ids, ${asOf}, class, previous_class, ${announced} or previous_class is null
    from moved
    on conflict (customer_id, changed_at) do nothing
    ${announced ? sql`returning customer_id, previous_class, class` : sql``}`.execute(ctx.db)
  return rows.map((row) => ({ customerId: row.customer_id, from: row.previous_class, to: row.class }))
}

/** Rows with scores, class and reasons. `offset 0` keeps the planner from working the same expressions out again for each use. */
export function scored({
  runId,
  rows,
  rule,
  potential = true,
}: Pick<PutScores, 'runId' | 'rows' | 'rule' | 'potential'>): RawBuilder<unknown> {
  return sql`
    select s.*, ${classOf(sql`s.because`)} as class, ${reasonsOf} as reasons
    from (
      select s.*, ${becauseOf(rule)} as because
      from (
        select b.*, t.key_worth_micro, p.potential_score, p.value_micro[3] as expected_micro,
          ${scoreByMost(sql`b.recency_days`, sql`t.recency`)} as recency_score,
          ${scoreByLeast(sql`b.frequency`, sql`t.frequency`)} as frequency_score,
          ${scoreByLeast(sql`b.revenue_micro`, sql`t.money`)} as money_score,
          ${scoreByLeast(sql`b.basket_micro`, sql`t.basket`)} as basket_score
        from (${rows}) b left join insight.thresholds t on t.run_id = ${runId} and t.currency = b.currency
          left join insight.predictions p on ${potential} and p.customer_id = b.customer_id
        offset 0
      ) s
      offset 0
    ) s`
}

const GIVEN_NAMES = [
  ...['customer_id', 'unit_ids', 'first_order_day', 'last_order_day', 'recency_days', 'frequency', 'returns'],
  ...['currency', 'revenue_micro', 'costed_revenue_micro', 'profit_micro', 'cost_to_serve_micro', 'uncosted_orders'],
  ...['basket_micro', 'worth_micro', 'better_share'],
]
/** What `rows` bring: the columns of a score that don't follow from thresholds and rule. */
export const GIVEN_COLUMNS = sql.join(GIVEN_NAMES.map((name) => sql.ref(name)))
const COLUMN_NAMES = [
  ...GIVEN_NAMES,
  ...['recency_score', 'frequency_score', 'money_score', 'basket_score', 'class', 'reasons'],
]
const COLUMNS = sql.join(COLUMN_NAMES.map((name) => sql.ref(name)))
