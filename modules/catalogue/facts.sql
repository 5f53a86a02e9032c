create view facts.products with (security_invoker = true) as
  select product_id, sku, name, category_path, brand, supplier, barcode, price_micro, unit_cost_micro, currency, stock,
    provisional
  from catalogue.products;
