import type { z } from 'zod'

type Issue = z.core.$ZodIssue

export interface PlainIssue {
  /** Where it is, from the whole on: `condition.all.0.value`; empty for the whole. */
  field: string
  reason: string
}

/**
 * What is wrong and where. Of a value that may have several forms, those issues that it has as the form it comes nearest
 * to: the one it is wrong deepest inside of, then the one it is least wrong as; where no form is nearest, that it has none.
 */
export const plainIssues = (issues: readonly Issue[]): PlainIssue[] =>
  placed(issues, []).map(({ path, reason }) => ({ field: path.join('.'), reason }))

interface Placed {
  path: PropertyKey[]
  reason: string
  /** How far inside the value that was to have the form; what is missing or too much is wrong about the value itself. */
  depth: number
}

function placed(issues: readonly Issue[], at: readonly PropertyKey[]): Placed[] {
  return issues.flatMap((issue): Placed[] => {
    const path = [...at, ...issue.path]
    const reason = issue.message
    if (issue.code === 'unrecognized_keys') {
      const keys = issue.keys.slice(0, 5).join(', ').slice(0, 200)
      return [{ path: [...path, keys], reason, depth: path.length }]
    }
    const nearest = issue.code === 'invalid_union' ? nearestForm(issue.errors, path) : null
    return nearest ?? [{ path, reason, depth: path.length }]
  })
}

function nearestForm(forms: readonly (readonly Issue[])[], path: readonly PropertyKey[]): Placed[] | null {
  const [best, next] = forms
    .map((issues) => placed(issues, path))
    .map((found) => ({ found, depth: Math.min(...found.map(({ depth }) => depth)) }))
    .sort((a, b) => b.depth - a.depth || a.found.length - b.found.length)
  if (!best) return null
  const isNearest = !next || best.depth > next.depth || best.found.length < next.found.length
  return isNearest ? best.found : null
}
