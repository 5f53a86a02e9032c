-- One row each time a model was fitted: what it found, how it fared against its base lines, and whether its word is used.
create table insight.models (
  -- `purchases`, `needs`, `baskets`, `demand`
  model text not null,
  fitted_at timestamptz not null,
  as_of date not null,
  -- Kind and edition of the model that was chosen: `pareto-nbd 1`.
  version text not null,
  -- Customers, baskets or series it was fitted on.
  rows int not null,
  duration_ms int not null,
  state text not null check (state in ('used', 'stepped_aside', 'too_little_data')),
  parameters jsonb not null,
  -- Errors of the model and of its base lines on what it had not seen.
  quality jsonb not null,
  primary key (model, fitted_at)
);
select core.open_to_all('insight.models');
