-- Visitors are in no list; only the job that forgets them looks for them.
create index customers_visitors on customers.customers (coalesce(last_interaction_at, created_at)) where stage = 'visitor';
