create view facts.customer_scores with (security_invoker = true) as
  select customer_id, unit_ids, as_of, recency_days, frequency, currency, revenue_micro, profit_micro,
    cost_to_serve_micro, recency_score, frequency_score, money_score, class, reasons
  from insight.scores;

-- Usage and loyalty of each customer in each category they bought of lately; the words are those of insight.usage.
create view facts.customer_usage with (security_invoker = true) as
  select customer_id, unit_ids, category, quantity, purchases, revenue_micro, top_brand, top_share, store_share, usage,
    loyalty
  from insight.usage;
