import type pg from 'pg'

/** What insight has of the customers who bought something, as it writes it. */
export async function fillExpected(owner: pg.Pool): Promise<void> {
  await owner.query(`
    insert into insight.scores (customer_id, unit_ids, run_id, as_of, computed_at, frequency, returns, currency, revenue_micro,
      costed_revenue_micro, cost_to_serve_micro, uncosted_orders, worth_micro, better_share, recency_score, frequency_score,
      money_score, basket_score, class, reasons)
    select customer_id, unit_ids, gen_random_uuid(), current_date, now(), orders_count, 0, 'CNY', revenue_micro, 0, 0, 0,
      revenue_micro, 0, recency_score, frequency_score, money_score, 6 - recency_score, class, '{}'
    from customers.customers where orders_count > 0`)
  await owner.query(`
    insert into insight.predictions (customer_id, unit_ids, as_of, made_at, model, currency, basis, purchases, first_day, last_day,
      p_active, orders, orders_low, orders_high, orders_inside, base_orders, value_micro, value_low_micro, value_high_micro,
      spend_micro, clv_micro, churn_risk, churn_level, buys_in_year, potential_score)
    select customer_id, unit_ids, current_date, now(), 'test', 'CNY', 'profit', orders_count, current_date, current_date, 1,
      array[orders_count / 12.0, orders_count / 4.0, orders_count], '{0,0,0}', '{9,9,9}', '{1,1,1}', '{0,0,0}',
      array[orders_count * 1250000, orders_count * 3750000, orders_count * 15000000], '{0,0,0}', '{0,0,0}',
      0, lifetime_value_micro, churn_percent / 100.0, churn_level, 0, potential_score
    from customers.customers where orders_count > 0`)
}
