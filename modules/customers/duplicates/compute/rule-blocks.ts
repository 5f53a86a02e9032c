import { blocksOf, MOST_IN_BLOCK } from './blocks.ts'
import type { BlockingRule } from './choose-rules.ts'
import type { Field } from './field.ts'

/** Up to here every pair of the table is compared: about a million. */
export const MOST_FOR_ALL = 1500

export interface RuleBlocks {
  name: string
  /** Per record the number of its block; −1 for none or a large one. */
  ids: Int32Array
  /** Records block by block; block b is `order[starts[b]] … order[starts[b + 1] − 1]`. */
  order: Int32Array
  starts: Int32Array
  /** Large blocks, sorted. */
  large: Int32Array[]
}

/** The one rule of a small table. */
export function everythingBlock(records: number): RuleBlocks {
  const order = Int32Array.from({ length: records }, (_, record) => record)
  return { name: 'all pairs', ids: new Int32Array(records), order, starts: Int32Array.of(0, records), large: [] }
}

/** The records of a table in the blocks of a rule. */
export function ruleBlocks(rule: BlockingRule, fields: readonly Field[], records: number): RuleBlocks {
  const { ids, sizes } = blocksOf(rule.keys, records)
  const starts = new Int32Array(sizes.length + 1)
  sizes.forEach((size, block) => {
    starts[block + 1] = (starts[block] ?? 0) + size
  })
  const order = new Int32Array(starts[sizes.length] ?? 0)
  const next = starts.slice()
  for (let record = 0; record < records; record++) {
    const block = ids[record] ?? -1
    if (block < 0) continue
    const place = next[block] ?? 0
    order[place] = record
    next[block] = place + 1
  }
  const large = largeBlocks(sizes, starts, order, rule, fields)
  for (const members of large) for (const record of members) ids[record] = -1
  return { name: rule.name, ids, order, starts, large }
}

function largeBlocks(
  sizes: readonly number[],
  starts: Int32Array,
  order: Int32Array,
  rule: BlockingRule,
  fields: readonly Field[],
): Int32Array[] {
  const inRule = new Set(rule.keys.flatMap((key) => key.fields))
  const others = fields.filter((_, at) => !inRule.has(at)).sort((a, b) => b.counts.length - a.counts.length)
  return sizes.flatMap((size, block) => {
    if (size <= MOST_IN_BLOCK) return []
    const members = [...order.subarray(starts[block] ?? 0, starts[block + 1] ?? 0)]
    const texts = new Map(members.map((record) => [record, sortText(others, record)]))
    const textOf = (record: number) => texts.get(record) ?? ''
    members.sort((a, b) => (textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : a - b))
    return [Int32Array.from(members)]
  })
}

const sortText = (fields: readonly Field[], record: number) =>
  fields.map((field) => field.values.sounds[field.codes[record] ?? -1] ?? '').join(' ')
