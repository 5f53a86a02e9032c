import type { FilterField } from '#core/web/filter-field.ts'

/** Fields under the headings people look for them by, in the order in which they stand there. */
const GROUPS = {
  value: ['class', 'revenue', 'profit', 'orders', 'recency', 'lastOrder', 'firstOrder', 'returns'],
  expected: [
    ...['nextPurchase', 'daysToPurchase', 'churnLevel', 'churnRisk', 'active'],
    ...[
      'expectedOrders30',
      'expectedOrders90',
      'expectedOrders',
      'expectedValue30',
      'expectedValue90',
      'expectedValue',
    ],
    'lifetimeValue',
  ],
  scores: ['recencyScore', 'frequencyScore', 'moneyScore', 'basketScore', 'potentialScore'],
  care: ['owner', 'unit', 'tags', 'lastInteraction', 'complaints', 'stage', 'source', 'created', 'quality', 'gap'],
} as const satisfies Record<string, readonly string[]>

type FieldGroup = keyof typeof GROUPS | 'person' | 'own'
const ORDER: readonly FieldGroup[] = ['value', 'expected', 'scores', 'care', 'person', 'own']

/** Every field under one heading: the company's own under theirs, what no heading names with the person. */
export function groupedFields(fields: readonly FilterField[]): { group: FieldGroup; fields: FilterField[] }[] {
  const placeOf = new Map<string, { group: FieldGroup; at: number }>()
  for (const [group, keys] of Object.entries(GROUPS))
    for (const [at, key] of keys.entries()) placeOf.set(key, { group: group as FieldGroup, at })
  const groupOf = ({ key }: FilterField): FieldGroup =>
    placeOf.get(key)?.group ?? (key.startsWith('custom.') ? 'own' : 'person')
  return ORDER.map((group) => ({
    group,
    fields: fields
      .filter((field) => groupOf(field) === group)
      .sort((a, b) => (placeOf.get(a.key)?.at ?? 0) - (placeOf.get(b.key)?.at ?? 0)),
  })).filter((one) => one.fields.length > 0)
}
