-- By what a prediction is judged: means per customer of squared errors, the model's and its base line's. Empty until the
-- record is scored the next time; records whose snapshots are gone stay so.
alter table insight.track_records
  add column squared_error real,
  add column base_squared_error real,
  -- Standard error of the difference of the two, and of the total of orders: by the scatter between customers.
  add column difference_scatter real,
  add column total_scatter real;
