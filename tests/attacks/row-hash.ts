import pg from 'pg'

/** One hash over every row of every table of the rooms, but for those whose name `except` matches. */
export async function rowHash(url: string, except = /^(core\.audit_log)$/): Promise<string> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker') order by 1`)
    const hashes: string[] = []
    for (const { name } of rows) {
      if (except.test(name)) continue
      const sums = await client.query(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t`,
      )
      hashes.push(`${name} ${sums.rows[0].hash}`)
    }
    return hashes.join('\n')
  } finally {
    await client.end()
  }
}
