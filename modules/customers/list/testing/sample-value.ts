import type { Field } from '../field.ts'

const BY_KIND: Record<string, Record<string, unknown>> = {
  name: { starts: 'name 12' },
  email: { is: ['c5@example.com'] },
  phone: { is: ['+8613800000500'] },
  text: { is: ['P7'], starts: 'P4' },
  number: { between: [3, null] },
  score: { is: [5], between: [2, 3] },
  decimal: { between: ['0.25', null] },
  money: { between: ['100.5', '2000'] },
  moment: { between: ['2024-03-01', '2025-01-31'], withinDays: 200, olderDays: 400 },
  age: { between: [100, 300] },
  ahead: { between: [null, 30] },
  day: { between: ['1980-01-01', '1989-12-31'] },
  month: { is: [5] },
  tags: { any: ['rare'], all: ['often', 'vip'], none: ['often'] },
  gaps: { any: ['double'], none: ['no_consent'] },
  region: { is: ['CN/广东'], isNot: ['GB'] },
  units: { is: [3] },
  staff: { is: ['00000000-0000-7000-8000-00000000000a'] },
  segments: { any: [1], none: [1] },
}

const BY_CHOICE: Record<string, string> = { country: 'GB', source: 'desk', gender: 'other' }

/** A value that this field and operator accept, for tests that go through all of them. */
export function sampleValue(field: Field, op: string): unknown {
  if (op === 'empty' || op === 'filled') return null
  if (field.kind === 'custom' && op === 'between')
    return field.custom?.type === 'date' ? ['2024-01-01', null] : [5, 9.5]
  if (field.kind === 'custom')
    return [{ number: 7, yesno: true, text: 'M', choice: 'M', date: '2024-01-01' }[field.custom?.type ?? 'text']]
  if (field.kind.startsWith('choice')) return [BY_CHOICE[field.key] ?? field.choices?.[0] ?? 'x']
  return BY_KIND[field.kind]?.[op]
}
