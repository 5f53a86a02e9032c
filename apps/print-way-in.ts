import type { House } from '#core/house.ts'
import { oneTimeLink } from '#modules/team/sign-in/first-owner.ts'

/** Says where the desk is and, while there is no owner yet, the link by which the first one comes in. */
export async function printWayIn(house: House): Promise<void> {
  const link = await oneTimeLink(house)
  console.log(`Rapport 客缘: ${house.publicUrl.href}`)
  if (link) console.log(`First sign-in (works once, for a day): ${link}`)
}
