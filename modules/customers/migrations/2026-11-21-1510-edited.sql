-- When somebody last changed the record by hand or through the API; taking back the import that made it then spares it.
alter table customers.customers add column edited_at timestamptz;
