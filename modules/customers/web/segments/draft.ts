import { writeChoices, writeRange } from '#core/web/filter-field.ts'
import type { Bought, Condition, ConditionLeaf, Need, Offer, Touched, Usage } from '../../segment/condition.ts'
import { type FieldKind, leavesOf } from '../list/filter-text.ts'

/** A condition while it is edited. `text`: the value as a filter has it in the address. */
export type Draft =
  | { id: string; is: 'group'; join: 'all' | 'any' | 'none'; items: Draft[] }
  | { id: string; is: 'field'; field: string; text: string }
  | { id: string; is: 'bought'; bought: Bought }
  | { id: string; is: 'touched'; touched: Touched }
  | { id: string; is: 'usage'; usage: Usage }
  | { id: string; is: 'need'; need: Need }
  | { id: string; is: 'offer'; offer: Offer }
  | { id: string; is: 'segment'; segment: number | null }
  /** Asked in a way that this editor doesn't offer; kept as it is. */
  | { id: string; is: 'other'; leaf: ConditionLeaf }

export type Group = Extract<Draft, { is: 'group' }>

let made = 0
export const newId = () => `c${++made}`

export const emptyGroup = (): Group => ({ id: newId(), is: 'group', join: 'all', items: [] })
export const newBought = (): Draft => ({
  id: newId(),
  is: 'bought',
  bought: { measure: 'times', compare: 'atLeast', value: '1', within: { days: 90 } },
})
export const newTouched = (): Draft => ({
  id: newId(),
  is: 'touched',
  touched: { kind: 'complaint', compare: 'exactly', value: 0, within: { days: 90 } },
})

export const newUsage = (): Draft => ({ id: newId(), is: 'usage', usage: { category: '', usage: ['heavy'] } })

export const newNeed = (): Draft => ({
  id: newId(),
  is: 'need',
  need: { states: ['soon', 'due', 'overdue'] },
})
export const newOffer = (): Draft => ({ id: newId(), is: 'offer', offer: { sku: '', kind: 'new' } })

/** The condition a draft stands for; null while nothing in it is said. */
export function toCondition(draft: Draft, fields: readonly FieldKind[]): Condition | null {
  switch (draft.is) {
    case 'group':
      return groupCondition(draft, fields)
    case 'field':
      return (leavesOf({ [draft.field]: draft.text }, fields)[0] as ConditionLeaf | undefined) ?? null
    case 'bought':
      return isUnsaid(draft.bought) ? null : { bought: withoutBlanks(draft.bought) }
    case 'touched':
      return { touched: withoutBlanks(draft.touched) }
    case 'usage':
      return draft.usage.category.trim() === '' ? null : { usage: withoutBlanks(draft.usage) }
    case 'need':
      return draft.need.states.length === 0 ? null : { need: withoutBlanks(draft.need) }
    case 'offer':
      return draft.offer.sku.trim() === '' ? null : { offer: withoutBlanks(draft.offer) }
    case 'segment':
      return draft.segment === null ? null : { segment: draft.segment }
    case 'other':
      return draft.leaf
  }
}

/** A condition that doesn't say yet what it asks, which `toCondition` leaves out; a group is one as long as it holds one. */
export function isUnfinished(draft: Draft): boolean {
  if (draft.is === 'group') return draft.items.length === 0 || draft.items.some(isUnfinished)
  return draft.is === 'field' ? draft.text === '' : toCondition(draft, []) === null
}

function groupCondition({ join, items }: Group, fields: readonly FieldKind[]): Condition | null {
  const children = items.flatMap((item) => toCondition(item, fields) ?? [])
  if (children.length === 0) return null
  if (join === 'none') return { not: { any: children } }
  return join === 'all' ? { all: children } : { any: children }
}

/** "bought category …" without saying which is no condition yet; left out it would mean anything. */
const isUnsaid = ({ category, sku, brand }: Bought) => [category, sku, brand].some((of) => of?.trim() === '')

const withoutBlanks = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '' && value !== undefined)) as T

/** The draft of a stored condition; what it says is the same. */
export function toDraft(condition: Condition, fields: readonly FieldKind[]): Draft {
  const id = newId()
  const each = (children: readonly Condition[]) => children.map((child) => toDraft(child, fields))
  if ('all' in condition) return { id, is: 'group', join: 'all', items: each(condition.all) }
  if ('any' in condition) return { id, is: 'group', join: 'any', items: each(condition.any) }
  if ('not' in condition) {
    const inner = condition.not
    return { id, is: 'group', join: 'none', items: 'any' in inner ? each(inner.any) : [toDraft(inner, fields)] }
  }
  if ('bought' in condition) {
    const { category, sku, brand } = condition.bought
    // The sentence has a place for one of them.
    if ([category, sku, brand].filter((of) => of !== undefined).length > 1) return { id, is: 'other', leaf: condition }
    return { id, is: 'bought', bought: condition.bought }
  }
  if ('touched' in condition) return { id, is: 'touched', touched: condition.touched }
  if ('usage' in condition) return { id, is: 'usage', usage: condition.usage }
  if ('need' in condition) return { id, is: 'need', need: condition.need }
  if ('offer' in condition) return { id, is: 'offer', offer: condition.offer }
  if ('segment' in condition) return { id, is: 'segment', segment: condition.segment }
  return leafDraft(id, condition, fields)
}

function leafDraft(id: string, leaf: Extract<ConditionLeaf, { field: string }>, fields: readonly FieldKind[]): Draft {
  const wanted = JSON.stringify({ field: leaf.field, op: leaf.op, value: leaf.value })
  // Only what comes back the same can be edited here.
  const text = textsOf(leaf.value).find(
    (given) => JSON.stringify(leavesOf({ [leaf.field]: given }, fields)[0]) === wanted,
  )
  return text === undefined ? { id, is: 'other', leaf } : { id, is: 'field', field: leaf.field, text }
}

/** How a value may stand in the address: as a range, as choices, or plain. */
function textsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [String(value ?? '')]
  const [from = null, to = null] = value as unknown[]
  const end = (given: unknown) => (given === null ? '' : String(given))
  const plain = typeof from === 'boolean' ? (from ? 'yes' : 'no') : String(from)
  return [writeRange(end(from), end(to)), writeChoices(value.map(String)), plain]
}
