-- The first owner comes in by a link, before they have said who they are.
alter table team.staff alter column email drop not null, alter column email_key drop not null;

create table team.passwords (
  staff_id uuid primary key references team.staff on delete cascade,
  hash text not null,
  changed_at timestamptz not null default now()
);

create table team.second_factors (
  staff_id uuid primary key references team.staff on delete cascade,
  -- Encrypted with the house's secret, bound to the member of staff.
  sealed_secret bytea not null,
  confirmed_at timestamptz,
  -- The 30-second step of the last accepted code: a code counts once.
  last_step bigint not null default 0
);

create table team.backup_codes (
  staff_id uuid not null references team.staff on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (staff_id, code_hash)
);

create table team.sessions (
  session_id uuid primary key,
  token_hash bytea not null unique,
  staff_id uuid not null references team.staff on delete cascade,
  -- `totp`: the password was right, the second factor is still missing; opens nothing.
  stage text not null check (stage in ('totp', 'full')),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  sudo_until timestamptz,
  address text,
  agent text
);
create index sessions_of_staff on team.sessions (staff_id);

-- Browsers that completed a sign-in: a stranger's wrong guesses don't lock their owner out.
create table team.devices (
  device_hash bytea primary key,
  staff_id uuid not null references team.staff on delete cascade,
  seen_at timestamptz not null default now()
);
create index devices_of_staff on team.devices (staff_id);

create table team.links (
  link_hash bytea primary key,
  purpose text not null check (purpose in ('first', 'invite', 'reset')),
  staff_id uuid references team.staff on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create unique index one_live_link on team.links (purpose, staff_id) nulls not distinct;

-- In the database, so that a restart forgets nothing and all processes count together.
create table team.throttles (
  name text primary key,
  attempts int not null,
  until timestamptz not null
);
create index throttles_by_age on team.throttles (until);

select core.company_only('team.passwords'), core.company_only('team.second_factors'),
  core.company_only('team.backup_codes'), core.company_only('team.sessions'), core.company_only('team.devices'),
  core.company_only('team.links'), core.company_only('team.throttles');
