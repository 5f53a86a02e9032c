import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '#core/house.ts'

/** The secret that signs this installation's links and cookies: made once, shared by all processes of the database. */
export async function houseSecret(house: House): Promise<string> {
  return house.asSystem('core.secret', async (ctx) => {
    const made = randomBytes(32).toString('base64url')
    await sql`insert into core.secrets (name, value) values ('house', ${made}) on conflict do nothing`.execute(ctx.db)
    const { rows } = await sql<{ value: string }>`select value from core.secrets where name = 'house'`.execute(ctx.db)
    return rows[0]?.value ?? made
  })
}
