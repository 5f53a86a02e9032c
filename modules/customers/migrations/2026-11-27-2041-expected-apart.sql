-- What is expected of a customer moves with every day. Lists read it where insight keeps it; see list/people.ts.
alter table customers.customers
  drop column potential_score,
  drop column active_percent,
  drop column churn_percent,
  drop column churn_level,
  drop column expected_orders,
  drop column expected_value_micro,
  drop column lifetime_value_micro,
  drop column next_purchase_on;
