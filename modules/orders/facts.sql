create view facts.orders with (security_invoker = true) as
  select customer_id, order_id, order_number, source, ordered_at, status, kind, counts, currency, goods_micro,
    discount_micro, freight_micro, revenue_micro, cost_micro, lines_count, channel, unit_id, country, region_path, city,
    voucher, is_anonymous, shipped_at, delivered_at, promised_at
  from orders.orders;

create view facts.order_lines with (security_invoker = true) as
  select customer_id, order_id, line_no, unit_id, product_id, sku, product_name, category_path, brand, quantity,
    unit_price, discount_micro, revenue_micro, cost_micro
  from orders.lines;

-- One row a line that counts, with its order's day and place.
create view facts.purchases with (security_invoker = true) as
  select l.customer_id, l.order_id, l.line_no, o.ordered_at, o.kind, o.currency, o.channel, o.unit_id, o.is_anonymous,
    l.product_id, l.sku, l.product_name, l.category_path, l.brand, l.quantity, l.revenue_micro, l.cost_micro
  from orders.lines l join orders.orders o using (customer_id, order_id)
  where o.counts;
