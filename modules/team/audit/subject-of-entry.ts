export type SubjectKind = 'customer' | 'order' | 'product' | 'segment' | 'staff' | 'unit' | 'key' | 'import' | 'setting'

export interface Subject {
  kind: SubjectKind
  id: string
}

interface Entry {
  action: string
  target: string | null
  customerId: string | null
  details: Record<string, unknown>
}

/** Which record the target of an action is, by the beginning of the action's name. */
const KIND_OF_TARGET: readonly (readonly [start: string, kind: SubjectKind])[] = [
  ['orders.order.', 'order'],
  ['catalogue.product.', 'product'],
  ['customers.segment.', 'segment'],
  ['imports.run.', 'import'],
  ['read GET /api/imports/', 'import'],
  ['core.setting.', 'setting'],
  ['team.unit.', 'unit'],
  ['team.api_key.', 'key'],
  ['team.', 'staff'],
]

/** Which record a reading was about, by the name of its parameter. */
const KIND_OF_PARAMETER = {
  orderId: 'order',
  productId: 'product',
  segmentId: 'segment',
  runId: 'import',
  staffId: 'staff',
  unitId: 'unit',
} as const

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const NUMBERED: ReadonlySet<SubjectKind> = new Set(['segment', 'unit'])

/** The record an entry of the audit log is about, as far as the entry tells; null: a list, or nothing one could open. */
export function subjectOfEntry({ action, target, customerId, details }: Entry): Subject | null {
  const kind = target === null ? undefined : KIND_OF_TARGET.find(([start]) => action.startsWith(start))?.[1]
  if (target !== null && kind && isId(kind, target)) return { kind, id: target }
  if (customerId !== null) return { kind: 'customer', id: customerId }
  if (!/^read \w+ \S*:/.test(action)) return null
  for (const [name, of] of Object.entries(KIND_OF_PARAMETER)) {
    const id = String(details[name] ?? '')
    if (isId(of, id)) return { kind: of, id }
  }
  return null
}

const isId = (kind: SubjectKind, id: string): boolean =>
  kind === 'setting' || (NUMBERED.has(kind) ? /^\d{1,9}$/ : UUID).test(id)
