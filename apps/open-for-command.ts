import { houseSecret } from '#core/access/house-secret.ts'
import { type House, type HouseOptions, openHouse } from '#core/house.ts'
import { readOutward } from '#core/http/outward.ts'
import { readLimits } from '#core/http/request-limits.ts'
import { rooms } from './rooms.ts'

export interface Place {
  /** Data folder of the embedded database. */
  data: string
}

/** Opens the house where a command or the server works: `DATABASE_URL`, else the embedded database of `--data`. */
export async function openForCommand(place: Place, extra: Partial<HouseOptions> = {}): Promise<House> {
  const outward = readOutward(process.env.RAPPORT_OUTWARD_ALLOW)
  const limits = readLimits(process.env.RAPPORT_REQUESTS_PER_MINUTE)
  const house = await openHouse({ rooms, data: place.data, url: process.env.DATABASE_URL, outward, limits, ...extra })
  house.secret = process.env.RAPPORT_SECRET ?? (await houseSecret(house))
  return house
}
