import type { Brands } from './usage-of-lines.ts'

/** The order of brands by their bytes, as "C" sorts, and which of them are named as the company's own, in whatever case. */
export function brandsOf(names: readonly string[], own: readonly string[]): Brands {
  const isNamed = new Set(own.map((name) => name.toLowerCase()))
  const bytes = names.map((name) => Buffer.from(name))
  const rank = new Int32Array(names.length)
  const sorted = [...names.keys()].sort((a, b) => Buffer.compare(bytes[a] as Buffer, bytes[b] as Buffer))
  for (const [place, brand] of sorted.entries()) rank[brand] = place
  return { rank, isOwn: Uint8Array.from(names, (name) => Number(isNamed.has(name.toLowerCase()))) }
}
