create view facts.customer_scores with (security_invoker = true) as
  select customer_id, unit_ids, as_of, recency_days, frequency, currency, revenue_micro, profit_micro,
    cost_to_serve_micro, recency_score, frequency_score, money_score, class, reasons
  from insight.scores;

-- The purchase that each customer is likeliest to make first, of those they probably still make: one row a customer.
create view facts.customer_needs with (security_invoker = true) as
  select distinct on (customer_id) customer_id, unit_ids, next_on as next_purchase_on, low_on as next_low, high_on as next_high,
    category as category_path, probability_30d
  from insight.needs where state <> 'lost'
  order by customer_id, next_on, probability_30d desc, category;
