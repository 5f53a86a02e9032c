import { useMemo } from 'react'
import { useCall } from '#core/web/use-call.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listUnitsCall } from '../unit/contract.ts'
import { unitText } from './parts/unit-text.ts'

export type Unit = WireReply<typeof listUnitsCall>['items'][number]

/** The units I can see, in the order of the tree, for a choice. */
export function useUnitChoices(): { value: number; label: string; depth: number; unit: Unit }[] {
  const { data } = useCall<typeof listUnitsCall>('GET /api/units', {}, { live: 'unit' })
  return useMemo(() => {
    const open = (data?.items ?? []).filter((unit) => !unit.closed)
    return inTreeOrder(open).map(({ unit, depth }) => ({
      value: unit.unitId,
      label: unitText(unit.unitId, unit.name),
      depth,
      unit,
    }))
  }, [data])
}

/** Children right after their parent, each with its depth below the topmost unit I can see. */
export function inTreeOrder(units: readonly Unit[]): { unit: Unit; depth: number }[] {
  const shown = new Set(units.map((unit) => unit.unitId))
  const below = Map.groupBy(units, (unit) => (unit.parentId !== null && shown.has(unit.parentId) ? unit.parentId : 0))
  const walk = (parent: number, depth: number): { unit: Unit; depth: number }[] =>
    (below.get(parent) ?? []).flatMap((unit) => [{ unit, depth }, ...walk(unit.unitId, depth + 1)])
  return walk(0, 0)
}
