import type { Context } from '#core/context.ts'
import { addUnit, lockTree } from './add-unit.ts'
import { findUnitByName } from './find-unit-by-name.ts'

export type UnitKind = 'department' | 'shop' | 'dealer'

/** The unit with this name, made under the company when there is none. For imports that bring shops along. */
export async function ensureUnit(ctx: Context, name: string, kind: UnitKind): Promise<number> {
  await lockTree(ctx)
  const found = await findUnitByName(ctx, name)
  if (found !== null) return found
  const { unitId } = await addUnit(ctx, {
    parentId: 1,
    kind,
    name: name.trim().slice(0, 120),
    externalName: name.trim(),
  })
  return unitId
}
