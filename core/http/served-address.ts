import type { House } from '#core/house.ts'
import { uuid7 } from '#core/words/uuid7.ts'

const BEAT_MS = 10_000

/** Notes, as long as this process serves, the address people use, so that commands beside it print links that work. */
export async function noteServedAddress(house: House): Promise<{ stop(): Promise<void> }> {
  const serverId = uuid7()
  const { owner } = house.database
  const beat = async () => {
    try {
      await owner.query(
        `insert into core.servers (server_id, address) values ($1, $2)
         on conflict (server_id) do update set beat_at = now()`,
        [serverId, house.publicUrl.href],
      )
      await owner.query(`delete from core.servers where beat_at < now() - interval '1 day'`)
    } catch (error) {
      house.log.warn({ err: error }, 'the address served could not be noted')
    }
  }
  await beat()
  const timer = setInterval(beat, BEAT_MS).unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await owner.query('delete from core.servers where server_id = $1', [serverId]).catch(() => {})
    },
  }
}

/** The address of a server that works on this database now; null when none does. One killed is believed for 30 s. */
export async function findServedAddress(house: House): Promise<URL | null> {
  const { rows } = await house.database.owner.query<{ address: string }>(
    `select address from core.servers where beat_at > now() - interval '30 seconds' order by beat_at desc limit 1`,
  )
  return rows[0] ? new URL(rows[0].address) : null
}
