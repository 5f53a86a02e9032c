/** What JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined }

/** A value and when its teller said it: milliseconds, and a rank among what was said in that moment. */
export interface LastTold {
  value: Json
  at: number
  rank: number
}

/** The last told value of each field. */
export type ToldFields = Record<string, LastTold>

/**
 * Which of two tellings of one field counts: the later said one, then the higher rank, then the greater text, so that
 * whoever compares them, in whatever order they came and however often, finds the same (a last-writer-wins register:
 * Shapiro, Preguiça, Baquero & Zawirski 2011, "Conflict-free Replicated Data Types", §3.2).
 */
export function laterTold(a: LastTold | undefined, b: LastTold): LastTold {
  if (!a) return b
  if (a.at !== b.at) return a.at > b.at ? a : b
  if (a.rank !== b.rank) return a.rank > b.rank ? a : b
  return sortedText(a.value) >= sortedText(b.value) ? a : b
}

/** Fields after something more was told. What a telling leaves out (absent or null) stays. The same object: nothing new. */
export function hearFields<F extends ToldFields>(
  fields: F,
  says: Readonly<Record<string, Json | undefined>>,
  when: { at: number; rank: number },
): F {
  let heard = fields
  for (const [name, value] of Object.entries(says)) {
    if (value === undefined || value === null) continue
    const last = laterTold(fields[name], { value, ...when })
    if (last === fields[name]) continue
    if (heard === fields) heard = { ...fields }
    ;(heard as ToldFields)[name] = last
  }
  return heard
}

/** JSON text that doesn't depend on the order in which keys were written. */
export function sortedText(value: Json): string {
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
