import type pg from 'pg'

/** Scores of the customers who bought something, as insight writes them. */
export async function fillScores(owner: pg.Pool): Promise<void> {
  await owner.query(`
    insert into insight.scores (customer_id, unit_ids, run_id, as_of, computed_at, frequency, returns, currency, revenue_micro,
      costed_revenue_micro, cost_to_serve_micro, uncosted_orders, worth_micro, better_share, recency_score, frequency_score,
      money_score, basket_score, class, reasons)
    select customer_id, unit_ids, gen_random_uuid(), current_date, now(), orders_count, 0, 'CNY', revenue_micro, 0, 0, 0,
      revenue_micro, 0, recency_score, frequency_score, money_score, 6 - recency_score, class, '{}'
    from customers.customers where orders_count > 0`)
}
