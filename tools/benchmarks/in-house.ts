import type { House } from '#core/house.ts'
import { openForCommand } from '../../apps/open-for-command.ts'

/** Opens the house, does something in it and closes it again, so that what is measured after it is alone with its database. */
export async function inHouse<T>(data: string, work: (house: House) => Promise<T>): Promise<T> {
  const house = await openForCommand({ data })
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}
