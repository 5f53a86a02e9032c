import type { Scene } from './scene.ts'

export interface Asked<T> {
  reply: T
  ms: number
}

/** Asks the served house as the benchmark's key; milliseconds until the whole answer is there. */
export async function ask<T>(
  { url, key }: Pick<Scene, 'url' | 'key'>,
  path: string,
  query: Record<string, string> = {},
  body?: unknown,
): Promise<Asked<T>> {
  const search = new URLSearchParams(query).toString()
  const begun = performance.now()
  const answer = await fetch(`${url}${path}${search && `?${search}`}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const ms = performance.now() - begun
  if (!answer.ok) throw new Error(`${path} ${search}: ${answer.status} ${text.slice(0, 400)}`)
  return { reply: JSON.parse(text) as T, ms }
}
