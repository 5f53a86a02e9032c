create view facts.customer_scores with (security_invoker = true) as
  select customer_id, unit_ids, as_of, recency_days, frequency, currency, revenue_micro, profit_micro,
    cost_to_serve_micro, recency_score, frequency_score, money_score, class, reasons
  from insight.scores;

-- What the purchase model expects; orders and value of the next 365 days, money of the company's currency.
create view facts.customer_predictions with (security_invoker = true) as
  select customer_id, unit_ids, as_of, currency, basis, p_active, orders[3] as orders, value_micro[3] as value_micro,
    clv_micro, churn_risk, churn_level, potential_score
  from insight.predictions;
