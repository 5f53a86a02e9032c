import type { Kind } from '../fields/field.ts'
import { headerKey } from '../fields/header-key.ts'
import type { Layout } from '../layouts/layout.ts'
import { layouts } from '../layouts/layouts.ts'

/** The well-known layout that a file has, if any. */
export function findLayout(header: readonly string[], kind?: Kind): Layout | null {
  const keys = new Set(header.map(headerKey))
  const fits = (layout: Layout) =>
    (kind === undefined || layout.kind === kind) &&
    layout.signature.every((names) => names.split('|').some((name) => keys.has(headerKey(name))))
  return layouts.find(fits) ?? null
}
