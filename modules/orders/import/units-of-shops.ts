import type { Context } from '#core/context.ts'
import { findUnitByName } from '#modules/team/public.ts'

/**
 * The unit of each shop named in a file. A name that no unit has, and no name at all, mean the whole company; for
 * somebody who works in some units only, the first of theirs. The name itself stays on the order.
 */
export async function unitsOfShops(
  ctx: Context,
  shops: ReadonlySet<string | null>,
): Promise<Map<string | null, number>> {
  const { units } = ctx.scope
  const home = units === 'all' ? 1 : (units[0] ?? 1)
  const found = new Map<string | null, number>([[null, home]])
  for (const shop of shops) {
    if (shop === null) continue
    const unit = await findUnitByName(ctx, shop)
    const isOpen = unit !== null && (units === 'all' || units.includes(unit))
    found.set(shop, isOpen ? unit : home)
  }
  return found
}
