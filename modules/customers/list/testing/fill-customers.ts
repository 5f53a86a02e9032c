import type pg from 'pg'

/**
 * Writes customers as a shop of some years has them: skewed, with gaps, three in ten in unit 2 and one in ten in unit
 * 3. The same number gives the same customers.
 */
export async function fillCustomers(owner: pg.Pool, count: number): Promise<void> {
  await owner.query(`insert into team.units (unit_id, parent_id, path, kind, name) overriding system value values
    (2, 1, '{1,2}', 'shop', 'Two'), (3, 1, '{1,3}', 'dealer', 'Three') on conflict do nothing`)
  for (const statement of [FILL, PREDICTIONS, NEXT_PURCHASES]) await owner.query(statement, [count])
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
  await owner.query('analyze customers.segment_members, insight.predictions, insight.next_purchases')
}

const DICE = `
  with numbers as (
    select n, (hashtext('a' || n) & 1023) / 1024.0 as a, (hashtext('b' || n) & 1023) / 1024.0 as b,
      (hashtext('c' || n) & 65535) / 65536.0 as c, (hashtext('d' || n) & 1023) / 1024.0 as d
    from generate_series(1, $1::int) n
  ),
  dice as (
    select *, overlay(overlay(md5('id' || n) placing '7' from 13) placing '8' from 17)::uuid as id,
      case when b < 0.15 then 0 else (1 + 9 * d * d)::int end as orders,
      case when d < 0.6 then '{1}'::int[] when d < 0.9 then '{1,2}' else '{3}' end as units
    from numbers
  )`

const FILL = `
  ${DICE}
  insert into customers.customers (customer_id, stage, kind, name, name_sort, unit_ids, email, phone, gender, birthday,
    country, region_path, city, company, tags, custom, orders_count, revenue_micro, profit_micro, first_order_at,
    last_order_at, returns_count, complaints_count, recency_score, frequency_score, money_score, class,
    last_interaction_at, source, owner_staff_id, created_at, quality, gaps)
  select id,
    case when a < 0.03 then 'visitor' when a < 0.1 then 'lead' else 'customer' end,
    case when b < 0.95 then 'person' when b < 0.99 then 'organisation' else 'household' end,
    'Name ' || n, 'name ' || (n * 7919 % $1), units,
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
    case when c < 0.002 then '{double,no_consent}'::text[] when c < 0.5 then '{no_consent}' else '{}' end
  from dice`

/** As insight writes it, of everybody who bought something. */
const PREDICTIONS = `
  ${DICE}
  insert into insight.predictions (customer_id, unit_ids, as_of, made_at, model, currency, basis, purchases, first_day, last_day,
    p_active, orders, orders_low, orders_high, orders_inside, base_orders, value_micro, value_low_micro, value_high_micro,
    spend_micro, clv_micro, churn_risk, churn_level, buys_in_year, potential_score)
  select id, units, current_date, now(), 'test', 'CNY', 'profit', orders, current_date, current_date, (100 - 100 * c)::int / 100.0,
    array[orders / 12.0, orders / 4.0, orders * a], '{0,0,0}', '{9,9,9}', '{1,1,1}', '{0,0,0}',
    array[orders * 1250000, orders * 3750000, (orders * a * 90000000)::bigint], '{0,0,0}', '{0,0,0}', 0, (orders * a * 200000000)::bigint,
    (100 * c)::int / 100.0, case when c < 0.5 then 'low' when c < 0.8 then 'medium' else 'high' end, 0, 1 + trunc(a * 4.99)::int
  from dice where orders > 0`

const NEXT_PURCHASES = `
  ${DICE}
  insert into insight.next_purchases (customer_id, unit_ids, as_of, computed_at, next_on, low_on, probability_30d)
  select id, units, current_date, now(), day, day, 0.5 from (select *, date '2025-01-01' + (c * 400)::int as day from dice) d
  where orders > 1`
