create view facts.customers with (security_invoker = true) as
  select customer_id, merged_into, stage, kind, name, unit_ids, owner_staff_id, gender, birthday, country, region_path, city, tags,
    custom, class, recency_score, frequency_score, money_score, segment_ids, created_at, archived_at, listed, source,
    -- The name, or what stands in for it. A question of its own for each row: only for the rows of a page.
    customers.called(customer_id, name, company) as called
  from customers.customers;

create view facts.interactions with (security_invoker = true) as
  select customer_id, occurred_at, interaction_id, unit_id, channel, kind, direction, data, source
  from customers.interactions;

create view facts.segments with (security_invoker = true) as
  select segment_id, name, members_count, archived_at, masks from customers.segments;

create view facts.segment_members with (security_invoker = true) as
  select customer_id, segment_id, since from customers.segment_members;
