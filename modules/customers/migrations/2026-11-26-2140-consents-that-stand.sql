-- Which consents of a customer stand. The newest word counts, but what a file claims never outdoes a withdrawal: not when it
-- came with another record of the same person and is newer, either.
create function customers.standing_consents(id uuid)
returns table (channel text, purpose text, state text, at timestamptz, source text, text_version text)
language sql stable as $$
  select distinct on (c.channel, c.purpose) c.channel, c.purpose, c.state, c.at, c.source, c.text_version
  from (
    select n.*, n.state = 'given' and n.source like 'import:%' and bool_or(n.state = 'withdrawn'
      and n.source <> 'import-reverted') over (partition by n.channel, n.purpose) as is_outdone
    from customers.consents n where n.customer_id = id
  ) c
  order by c.channel, c.purpose, c.is_outdone, c.at desc, c.consent_id desc
$$;

-- An address without its tag: an+news@shop.test is an@shop.test.
create function customers.plain_email(address text) returns text
language sql immutable parallel safe set search_path = pg_catalog as $$ select regexp_replace(address, '\+[^@]*@', '@') $$;
create index identities_by_plain_email on customers.identities (customers.plain_email(value_key)) where kind = 'email';

-- Those of these addresses whose owner, of whatever unit, has withdrawn consent to advertising by mail under any tag.
create function customers.refused_emails(addresses text[]) returns setof text
language sql stable security definer set search_path = pg_catalog as $$
  select distinct a.address from unnest(addresses) a (address)
  join customers.identities i on i.kind = 'email' and customers.plain_email(i.value_key) = customers.plain_email(a.address)
  cross join lateral customers.standing_consents(i.customer_id) s
  where s.channel = 'email' and s.purpose = 'marketing' and s.state = 'withdrawn' and s.source <> 'import-reverted'
$$;
revoke execute on function customers.standing_consents(uuid), customers.refused_emails(text[]) from public;
grant execute on function customers.standing_consents(uuid), customers.refused_emails(text[]) to rapport_company, rapport_units;
