-- Orders go along when two records are joined; their numbers and lines follow them by their keys.
select core.belongs_to_customer('orders.orders', true, false);
