import { askApi } from '#core/web/ask-api.ts'
import { callApi } from '#core/web/call-api.ts'
import type { Choice } from '#core/web/filter-field.ts'
import { queryClient } from '#core/web/query-client.ts'
import { regionLabel } from '#core/words/regions.ts'
import { unitText } from '#modules/team/web/parts/unit-text.ts'
import type { listChoicesCall, listRegionsCall } from '../../list/contract.ts'
import type { listSegmentsCall } from '../../segment/contract.ts'

export interface Ask {
  text?: string
  values?: readonly string[]
}

const FRESH_MS = 60_000

/** Calls of other rooms are known by their address only. */
const fromRoom = <T>(address: `/api/${string}`): Promise<T> =>
  queryClient.fetchQuery({ queryKey: [address], queryFn: () => askApi<T>(`GET ${address}`, {}), staleTime: FRESH_MS })

export const matching = (choices: readonly Choice[], { text, values }: Ask): readonly Choice[] =>
  values
    ? choices.filter((choice) => values.includes(choice.value))
    : choices.filter((choice) => choice.label.toLocaleLowerCase().includes((text ?? '').trim().toLocaleLowerCase()))

export async function unitChoices(ask: Ask): Promise<readonly Choice[]> {
  const { items } = await fromRoom<{ items: { unitId: number; name: string; path: number[] }[] }>('/api/units')
  return matching(
    items.map(({ unitId, name, path }) => ({
      value: String(unitId),
      label: unitText(unitId, name),
      depth: path.length - 1,
    })),
    ask,
  )
}

export async function colleagueChoices(ask: Ask): Promise<readonly Choice[]> {
  const { items } = await fromRoom<{ items: { staffId: string; name: string }[] }>('/api/colleagues')
  return matching(
    items.map(({ staffId, name }) => ({ value: staffId, label: name })),
    ask,
  )
}

export async function segmentChoices(ask: Ask): Promise<readonly Choice[]> {
  const { items } = await queryClient.fetchQuery({
    queryKey: ['/api/segments', 'choices'],
    queryFn: () => callApi<typeof listSegmentsCall>('GET /api/segments', {}),
    staleTime: FRESH_MS,
  })
  return matching(
    items.filter(({ hidden }) => !hidden).map(({ segmentId, name }) => ({ value: String(segmentId), label: name })),
    ask,
  )
}

/** Values that customers have; those in the filter are shown even where nobody has them now. */
export async function valueChoices(
  field: 'tags' | 'country' | 'source',
  { text, values }: Ask,
  labelOf: (value: string) => string = (value) => value,
): Promise<readonly Choice[]> {
  if (values) return values.map((value) => ({ value, label: labelOf(value) }))
  const { items } = await callApi<typeof listChoicesCall>('GET /api/customers/choices', { query: { field } })
  return matching(
    items.map((value) => ({ value, label: labelOf(value) })),
    { text: text ?? '' },
  )
}

const regionsUnder = (under: string | undefined) =>
  queryClient.fetchQuery({
    queryKey: ['/api/customers/regions', under ?? ''],
    queryFn: () => callApi<typeof listRegionsCall>('GET /api/customers/regions', { query: under ? { under } : {} }),
    staleTime: FRESH_MS,
  })

const regionsNamed = (text: string) =>
  queryClient.fetchQuery({
    queryKey: ['/api/customers/regions', 'named', text],
    queryFn: () => callApi<typeof listRegionsCall>('GET /api/customers/regions', { query: { text } }),
    staleTime: FRESH_MS,
  })

/** Countries and what lies directly below those with most customers; by typing, places of any depth by their names. */
export async function regionChoices({ text, values }: Ask, language: string): Promise<readonly Choice[]> {
  const choice = (path: string, count?: number): Choice => ({
    value: path,
    label: `${regionLabel(path, language)}${count === undefined ? '' : ` (${count})`}`,
    depth: path.split('/').length - 1,
  })
  if (values) return values.map((path) => choice(path))
  const { items } = await regionsUnder(undefined)
  const opened = items.filter(({ hasChildren }) => hasChildren).slice(0, 3)
  const below = new Map(
    await Promise.all(opened.map(async ({ path }) => [path, (await regionsUnder(path)).items.slice(0, 60)] as const)),
  )
  const all = items.flatMap(({ path, count }) => [
    choice(path, count),
    ...(below.get(path) ?? []).map((child) => choice(child.path, child.count)),
  ])
  const wanted = (text ?? '').trim()
  if (wanted === '') return all
  const named = (await regionsNamed(wanted)).items.map(({ path, count }) => ({ ...choice(path, count), depth: 0 }))
  return [...matching(all, { text: wanted }).map((one) => ({ ...one, depth: 0 })), ...named]
}
