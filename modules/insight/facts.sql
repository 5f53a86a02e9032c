create view facts.customer_scores with (security_invoker = true) as
  select customer_id, unit_ids, as_of, recency_days, frequency, currency, revenue_micro, profit_micro,
    cost_to_serve_micro, recency_score, frequency_score, money_score, class, reasons
  from insight.scores;

-- What to offer whom. `kind`: `new` to them, or `again`.
create view facts.recommendations with (security_invoker = true) as
  select customer_id, product_id, unit_ids, kind, rank, chance, basis, because
  from insight.recommendations;
