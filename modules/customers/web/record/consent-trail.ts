export interface ConsentTrail {
  /** The source an import brought it from. */
  importedFrom: string | null
  /** That import was taken back, and this row with it. */
  isTakenBack: boolean
  /** Where it was said otherwise: form, call, shop; null where an import tells it. */
  source: string | null
  by: { kind: string; name: string }
  /** The import that wrote the row. */
  runId: string | null
  evidence: string | null
}

const RUN = /^run ([0-9a-f-]{36})$/
const REVERTED = 'import-reverted'

/** Takes apart how a consent row is stored (`import:shop`, `staff:王老板`, `run 01a2…`), so that it can be told in words. */
export function consentTrail(row: { source: string; recordedBy: string; evidence: string | null }): ConsentTrail {
  const imported = row.source.startsWith('import:') ? row.source.slice('import:'.length) : null
  const isTakenBack = row.source === REVERTED
  const cut = row.recordedBy.indexOf(':')
  const runId = RUN.exec(row.evidence ?? '')?.[1] ?? null
  return {
    importedFrom: imported,
    isTakenBack,
    source: imported !== null || isTakenBack ? null : row.source,
    by: { kind: row.recordedBy.slice(0, Math.max(cut, 0)), name: row.recordedBy.slice(cut + 1) },
    runId,
    evidence: runId === null ? row.evidence : null,
  }
}
