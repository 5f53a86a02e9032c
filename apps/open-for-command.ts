import { houseSecret } from '#core/access/house-secret.ts'
import { type House, type HouseOptions, openHouse } from '#core/house.ts'
import { readOutward } from '#core/http/outward.ts'
import { rooms } from './rooms.ts'

export interface Place {
  /** Data folder of the embedded database. */
  data: string
}

/** Opens the house where a command or the server works: `DATABASE_URL`, else the embedded database of `--data`. */
export async function openForCommand(place: Place, extra: Partial<HouseOptions> = {}): Promise<House> {
  const outward = readOutward(process.env.RAPPORT_OUTWARD_ALLOW)
  const house = await openHouse({ rooms, data: place.data, url: process.env.DATABASE_URL, outward, ...extra })
  house.secret = process.env.RAPPORT_SECRET ?? (await houseSecret(house))
  return house
}
