import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from '#core/house.ts'
import { oneTimeLink } from '#modules/team/sign-in/first-owner.ts'
import { deskFolder } from './desk-folder.ts'

/** Says where the desk is and, while there is no owner yet, the link by which the first one comes in. */
export async function printWayIn(house: House): Promise<void> {
  const link = await oneTimeLink(house)
  console.log(`Rapport 客缘: ${house.publicUrl.href}`)
  if (!existsSync(join(deskFolder, 'index.html')))
    console.error('The web desk is not built yet, only the API answers. Run: npm run build')
  if (link) console.log(`First sign-in (works once, for a day): ${link}`)
}
