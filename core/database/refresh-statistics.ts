import pg from 'pg'

interface Grown {
  schema: string
  name: string
}

/**
 * Has the planner learn anew about the tables of which a good part was written since it last looked, whole partitioned
 * tables for their parts. Autovacuum would come by a minute later, and never for partitioned tables as a whole; what is
 * counted right after a large import would be planned for tables that were nearly empty. `sign` is called before each.
 */
export async function refreshStatistics(owner: pg.Pool, sign: () => Promise<unknown> = async () => {}): Promise<void> {
  const { rows } = await owner.query<Grown>(`
    select distinct n.nspname as schema, c.relname as name
    from pg_stat_user_tables s
    join pg_class c on c.oid = coalesce(pg_partition_root(s.relid), s.relid)
    join pg_namespace n on n.oid = c.relnamespace
    where s.n_mod_since_analyze > 1000 + s.n_live_tup / 10 and c.relpersistence = 'p'`)
  for (const { schema, name } of rows) {
    await sign()
    await owner.query(`analyze ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`)
  }
}
