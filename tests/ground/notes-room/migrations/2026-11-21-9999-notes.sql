create schema notes;
grant usage on schema notes to rapport_company, rapport_units;
create table notes.notes (
  note_id uuid primary key,
  unit_ids int[] not null,
  text text not null,
  version int not null default 1
);
select core.protect_by_units('notes.notes');
create table notes.heard (event_id uuid primary key, times int not null default 1);
select core.open_to_all('notes.heard');
