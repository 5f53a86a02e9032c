import { useQuery } from '@tanstack/react-query'
import type { ApiError } from '#core/web/api-error.ts'
import { callApi } from '#core/web/call-api.ts'
import { unitText } from '#modules/team/web/parts/unit-text.ts'

export interface Unit {
  unitId: number
  name: string
  path: number[]
}

const nameIn = (units: readonly Unit[], unitId: string) => {
  const unit = units.find((one) => String(one.unitId) === unitId)
  return unit ? unitText(unit.unitId, unit.name) : unitId
}

/** The units the reader can see, parents before children; the calls of another room are known by their address only. */
export function useUnits(): { units: Unit[]; nameOf(unitId: string): string; withChildren(unitId: string): string } {
  const { data } = useQuery<{ items: Unit[] }, ApiError>({
    queryKey: ['/api/units', {}],
    queryFn: async () => (await callApi('GET /api/units', {})) as unknown as { items: Unit[] },
    staleTime: 60_000,
  })
  const units = data?.items ?? []
  return {
    units,
    nameOf: (unitId) => nameIn(units, unitId),
    withChildren: (unitId) => {
      const inside = units.filter((unit) => unit.path.includes(Number(unitId))).map((unit) => unit.unitId)
      return inside.length > 0 ? inside.join(',') : unitId
    },
  }
}
