import type pg from 'pg'

/**
 * Writes customers as a shop of some years has them: skewed, with gaps, three in ten in unit 2 and one in ten in unit
 * 3. The same number gives the same customers.
 */
export async function fillCustomers(owner: pg.Pool, count: number): Promise<void> {
  await owner.query(`insert into team.units (unit_id, parent_id, path, kind, name) overriding system value values
    (2, 1, '{1,2}', 'shop', 'Two'), (3, 1, '{1,3}', 'dealer', 'Three') on conflict do nothing`)
  await owner.query(FILL, [count])
  await owner.query(`insert into customers.search_words (customer_id, unit_ids, words)
    select c.customer_id, c.unit_ids, array_to_tsvector(array['n=name', 'n=' || n, 'o=' || (n % 5000)])
    from customers.customers c, cast(substr(c.name, 6) as int) n where c.name like 'Name %'`)
  await owner.query(`insert into customers.custom_fields (field_key, label, type, choices) values
    ('size', 'Size', 'choice', '{S,M,L}'), ('visits', 'Visits', 'number', '{}'), ('vip', 'VIP', 'yesno', '{}')`)
  await owner.query(`insert into customers.segments (name, condition, created_by) values
    ('one in fifty', '{"field":"stage","op":"is","value":["lead"]}', 'test'), ('nobody', '{"field":"stage","op":"is","value":["lead"]}', 'test')`)
  await owner.query(`
    with chosen as (
      update customers.customers set segment_ids = '{1}' where hashtext(name) % 50 = 0 returning customer_id, unit_ids
    )
    insert into customers.segment_members (customer_id, segment_id, unit_ids) select customer_id, 1, unit_ids from chosen`)
  await owner.query('vacuum analyze customers.customers, customers.search_words')
  await owner.query('analyze customers.segment_members')
}

const FILL = `
  with dice as (
    select n, (hashtext('a' || n) & 1023) / 1024.0 as a, (hashtext('b' || n) & 1023) / 1024.0 as b,
      (hashtext('c' || n) & 65535) / 65536.0 as c, (hashtext('d' || n) & 1023) / 1024.0 as d
    from generate_series(1, $1::int) n
  )
  insert into customers.customers (customer_id, stage, kind, name, name_sort, unit_ids, email, phone, gender, birthday,
    country, region_path, city, company, tags, custom, orders_count, revenue_micro, profit_micro, first_order_at,
    last_order_at, returns_count, complaints_count, recency_score, frequency_score, money_score, class,
    last_interaction_at, source, owner_staff_id, created_at, quality, gaps, potential_score, active_percent,
    churn_percent, churn_level, expected_orders, expected_value_micro, lifetime_value_micro, next_purchase_on)
  select overlay(overlay(md5('id' || n) placing '7' from 13) placing '8' from 17)::uuid,
    case when a < 0.03 then 'visitor' when a < 0.1 then 'lead' else 'customer' end,
    case when b < 0.95 then 'person' when b < 0.99 then 'organisation' else 'household' end,
    'Name ' || n, 'name ' || (n * 7919 % $1), case when d < 0.6 then '{1}'::int[] when d < 0.9 then '{1,2}' else '{3}' end,
    case when a > 0.2 then 'c' || n || '@example.com' end, case when b > 0.2 then '+86138' || lpad(n::text, 8, '0') end,
    case when c < 0.4 then 'female' when c < 0.7 then 'male' when c < 0.701 then 'other' end,
    case when d < 0.5 then date '1950-01-01' + (c * 20000)::int end,
    case when a < 0.8 then 'CN' else 'GB' end,
    case when a < 0.8 then 'CN/' || (array['广东', '浙江', '北京', '四川'])[1 + trunc(b * 3.99)::int] || '/P' || trunc(c * 50)::int else 'GB/London' end,
    'P' || trunc(c * 50)::int, case when b > 0.95 then 'Company ' || n end,
    case when c < 0.002 then '{rare}'::text[] when c < 0.3 then '{often}' when c < 0.35 then '{often,vip}' else '{}' end,
    case when d < 0.05 or d > 0.95 then jsonb_build_object('size', (array['S','M','L'])[1 + trunc(c * 2.99)::int], 'visits', (c * 1000)::int, 'vip', c < 0.001) else '{}' end,
    orders, (orders * (20 + 500 * a * a) * 1000000)::bigint, (orders * 5 * b * 1000000)::bigint,
    case when orders > 0 then timestamptz '2023-01-01Z' + c * interval '700 days' end,
    case when orders > 0 then timestamptz '2024-12-01Z' + c * interval '700 days' end,
    case when d < 0.05 then 1 else 0 end, case when d > 0.98 then 1 else 0 end,
    case when orders > 0 then 1 + trunc(a * 4.99)::int end, case when orders > 0 then least(5, orders) end,
    case when orders > 0 then 1 + trunc(b * 4.99)::int end,
    case when orders > 0 then (array['key', 'worth_winning', 'dispensable'])[1 + trunc(sqrt(a) * 2.99)::int] end,
    case when b > 0.4 then timestamptz '2025-01-01Z' + a * interval '600 days' end,
    case when a < 0.9 then 'shopify' else 'desk' end,
    case when b < 0.01 then '00000000-0000-7000-8000-00000000000a'::uuid end,
    timestamptz '2022-01-01Z' + n * interval '20 minutes', case when b > 0.01 then (100 * c)::int end,
    case when c < 0.002 then '{double,no_consent}'::text[] when c < 0.5 then '{no_consent}' else '{}' end,
    case when orders > 0 then 1 + trunc(a * 4.99)::int end, case when orders > 0 then (100 - 100 * c)::int end,
    case when orders > 0 then (100 * c)::int end,
    case when orders > 0 then case when c < 0.5 then 'low' when c < 0.8 then 'medium' else 'high' end end,
    case when orders > 0 then round((orders * a)::numeric, 1) end, case when orders > 0 then (orders * a * 90 * 1000000)::bigint end,
    case when orders > 0 then (orders * a * 200 * 1000000)::bigint end,
    case when orders > 1 then date '2025-01-01' + (c * 400)::int end
  from (select *, case when b < 0.15 then 0 else (1 + 9 * d * d)::int end as orders from dice) t`
