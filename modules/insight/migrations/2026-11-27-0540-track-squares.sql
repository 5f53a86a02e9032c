-- By what a prediction is judged: means per customer of squared errors, the model's and its base line's. Empty until the
-- record is scored the next time; records whose snapshots are gone stay so.
alter table insight.track_records
  add column squared_error real,
  add column base_squared_error real,
  -- Standard error of the total of orders, by the scatter between customers.
  add column total_scatter real;

-- Standard error, between customers, of how much the model's squared errors are above the base line's over the last days of
-- prediction: one row a horizon, so that no page reads the snapshots.
create table insight.track_scatter (
  days int primary key,
  standard_error real not null
);
select core.company_only('insight.track_scatter');
