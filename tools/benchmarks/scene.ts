import type { House } from '#core/house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { openForCommand } from '../../apps/open-for-command.ts'
import { houseFolder, type Prepared } from './prepared.ts'
import { serveHouse } from './served-house.ts'

/** What measurements work with: the shop, the server in its own process, and this process's own way to the database. */
export interface Scene {
  prepared: Prepared
  house: House
  url: string
  key: string
  close(): Promise<void>
}

export async function openScene(folder: string, prepared: Prepared): Promise<Scene> {
  const data = houseFolder(folder)
  const house = await openForCommand({ data })
  const served = await serveHouse(data)
  const permissions = house.rooms.flatMap((room) => Object.keys(room.permissions ?? {}))
  const { key } = await house.asSystem('bench', (ctx) =>
    addApiKey(ctx, { name: `bench ${Date.now()}`, permissions, unitIds: null }),
  )
  const close = async () => {
    await served.stop()
    await house.close()
  }
  return { prepared, house, url: served.url, key, close }
}
