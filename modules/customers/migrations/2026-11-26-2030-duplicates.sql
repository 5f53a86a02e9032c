-- Records that may be one person, as the last scan saw them, and what people decided about them.
create table customers.duplicate_pairs (
  -- The record that is older by its id stands first.
  customer_id uuid not null references customers.customers on delete cascade,
  other_id uuid not null references customers.customers on delete cascade,
  -- Units that serve both: nobody inside a unit learns of a stranger's record.
  unit_ids int[] not null,
  probability real not null,
  -- Sum of the fields' weights, in bits.
  weight real not null,
  -- [{field, level, weight}]: values are not kept, they stand in the records.
  reasons jsonb not null,
  state text not null default 'open' check (state in ('open', 'dismissed')),
  found_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  primary key (customer_id, other_id)
);
create index duplicate_pairs_open on customers.duplicate_pairs (probability desc, customer_id, other_id) where state = 'open';
create index duplicate_pairs_of_other on customers.duplicate_pairs (other_id);
select core.protect_by_units('customers.duplicate_pairs');

create table customers.duplicate_scans (
  scan_id uuid primary key,
  started_at timestamptz not null,
  seconds real not null,
  records int not null,
  compared bigint not null,
  pairs int not null,
  merged int not null,
  -- What was learned: share of matches, fields with the weights of their levels, notes.
  parameters jsonb not null
);
select core.open_to_all('customers.duplicate_scans');
