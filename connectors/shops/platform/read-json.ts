/** Careful looks into JSON of others: nothing is taken for what it isn't. */
export type JsonObject = Record<string, unknown>

export const objectIn = (of: unknown, key?: string): JsonObject => {
  const value = key === undefined ? of : (of as JsonObject | null | undefined)?.[key]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

/** The objects of a list; also of a GraphQL connection (`{nodes: […]}`). */
export function listIn(of: unknown, key: string): JsonObject[] {
  const value = (of as JsonObject | null | undefined)?.[key]
  const list = Array.isArray(value) ? value : (value as { nodes?: unknown } | null | undefined)?.nodes
  if (!Array.isArray(list)) return []
  return list.filter((one): one is JsonObject => typeof one === 'object' && one !== null && !Array.isArray(one))
}

/** A text that says something, or a number as text. */
export function textIn(of: unknown, key: string): string | undefined {
  const value = (of as JsonObject | null | undefined)?.[key]
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim().slice(0, 1000)
  return text === '' ? undefined : text
}

/** A moment as ISO 8601 in UTC. `assumeUtc`: of a text that names no zone. */
export function timeIn(of: unknown, key: string, assumeUtc = false): string | undefined {
  const text = textIn(of, key)
  if (text === undefined) return undefined
  const date = new Date(assumeUtc && !/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** Leaves out what is undefined. */
export const said = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
