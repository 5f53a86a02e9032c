import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ApiError } from '#core/web/api-error.ts'
import { askApi } from '#core/web/ask-api.ts'
import { unitText } from '#modules/team/web/parts/unit-text.ts'

interface Choice<T> {
  value: T
  label: string
  closed?: boolean
}

/** Calls of another room are known by their address only. */
const useRoom = <Item, T>(address: `/api/${string}`, choiceOf: (item: Item) => Choice<T>) =>
  useQuery<{ items: Item[] }, ApiError, Choice<T>[]>({
    queryKey: [address, {}],
    queryFn: () => askApi<{ items: Item[] }>(`GET ${address}`, {}),
    staleTime: 60_000,
    select: ({ items }) => items.map(choiceOf),
  })

/** The people who may look after a customer. */
export const useColleagues = (): UseQueryResult<Choice<string>[], ApiError> =>
  useRoom('/api/colleagues', ({ staffId, name }: { staffId: string; name: string }) => ({
    value: staffId,
    label: name,
  }))

/** The units the reader sees, closed ones too. */
export const useUnits = (): UseQueryResult<Choice<number>[], ApiError> =>
  useRoom('/api/units', ({ unitId, name, closed }: { unitId: number; name: string; closed: boolean }) => ({
    value: unitId,
    label: unitText(unitId, name),
    closed,
  }))
