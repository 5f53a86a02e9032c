import { after } from 'node:test'
import pg from 'pg'

/** The owner's own look into a test's database, behind the back of the program. */
export function databaseOf(url: string): pg.Pool {
  const database = new pg.Pool({ connectionString: url, max: 2 })
  // The test house drops its database at the end, while these connections may still be open.
  database.on('error', () => {})
  database.on('connect', (client) => client.on('error', () => {}))
  after(() => database.end())
  return database
}
