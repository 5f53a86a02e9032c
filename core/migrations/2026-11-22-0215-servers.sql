-- Where servers of this house can be reached, for the links that a command prints; written and read by the owner only.
create table core.servers (
  server_id uuid primary key,
  address text not null,
  beat_at timestamptz not null default now()
);
