/** A line that stands in the database. */
export interface StandingLine {
  lineNo: number
  sku: string | null
  contentHash: bigint
  correctionOf: string | null
}

export interface IncomingLine {
  sku: string | null
  contentHash: bigint
  correctionOf: string | null
}

export type LineMatch = { verdict: 'same' | 'change'; lineNo: number } | { verdict: 'add' }

/**
 * Which standing line each incoming one is. A line that says the same is the same, as often as it stands there; what
 * then remains changes the remaining lines of its product in order; more of them are added. A correction is the line
 * that an earlier import of it made, or one that says the same, else it is added, and never changes another line.
 */
export function matchLines(standing: readonly StandingLine[], incoming: readonly IncomingLine[]): LineMatch[] {
  const free = new Map(standing.map((line) => [line.lineNo, line]))
  const matches: LineMatch[] = incoming.map(() => ({ verdict: 'add' }))
  const take = (index: number, verdict: 'same' | 'change', line: StandingLine) => {
    matches[index] = { verdict, lineNo: line.lineNo }
    free.delete(line.lineNo)
  }
  for (const [index, { correctionOf, contentHash }] of incoming.entries()) {
    const made = correctionOf && standing.find((line) => line.correctionOf === correctionOf)
    if (made && free.has(made.lineNo)) take(index, made.contentHash === contentHash ? 'same' : 'change', made)
  }
  const byHash = queues([...free.values()], (line) => line.contentHash)
  for (const [index, line] of incoming.entries()) {
    if (isOpen(matches, index)) {
      const same = byHash.get(line.contentHash)?.shift()
      if (same) take(index, 'same', same)
    }
  }
  const bySku = queues([...free.values()], (line) => line.sku)
  for (const [index, line] of incoming.entries()) {
    if (isOpen(matches, index) && !line.correctionOf) {
      const former = bySku.get(line.sku)?.shift()
      if (former) take(index, 'change', former)
    }
  }
  return matches
}

const isOpen = (matches: readonly LineMatch[], index: number) => matches[index]?.verdict === 'add'

const queues = <K>(lines: StandingLine[], keyOf: (line: StandingLine) => K): Map<K, StandingLine[]> =>
  Map.groupBy(
    lines.sort((a, b) => a.lineNo - b.lineNo),
    keyOf,
  )
