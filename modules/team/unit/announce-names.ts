import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { unitNamed } from '../events.ts'
import type { Unit } from './find-unit.ts'

/** Tells the names by which files may call a unit from now on: its own and that of its shop. */
export function announceNames(ctx: Context, unit: Unit, before: Unit | null): void {
  for (const [name, former] of [
    [unit.name, before?.name],
    [unit.externalName, before?.externalName],
  ]) {
    if (name && name !== former) announce(ctx, unitNamed, { unitId: unit.unitId, name })
  }
}
