import type { KnownOrder } from './known-orders.ts'
import { matchLines } from './match-lines.ts'
import type { LineDraft, OrderDraft } from './order-draft.ts'

/** What a batch does to an order that stands. */
export interface OrderChange {
  known: KnownOrder
  draft: OrderDraft
  /** The rows say something about the order as a whole that no file said before. */
  headChanges: boolean
  /** An anonymous sale whose buyer a file now names. */
  named: boolean
  changed: { lineNo: number; line: LineDraft }[]
  added: { lineNo: number; line: LineDraft }[]
  /** Numbers of lines that are no more. */
  removed: number[]
  /** The lines are all there are, by their place; else they are matched to standing ones, and others stay. */
  replaces: boolean
}

export interface Plan {
  added: OrderDraft[]
  changed: OrderChange[]
  /** Rows by verdict; an order's head stands on each of its rows, so a changed head changes them all. */
  counts: { new: number; changed: number; unchanged: number }
}

const isNamed = ({ buyer }: OrderDraft) => Boolean(buyer.customerRef || buyer.email || buyer.phone || buyer.visitorId)

/** Compares the orders of a batch with those that stand. */
export function planOrders(drafts: readonly OrderDraft[], known: ReadonlyMap<string, KnownOrder>): Plan {
  const plan: Plan = { added: [], changed: [], counts: { new: 0, changed: 0, unchanged: 0 } }
  for (const draft of drafts) {
    const standing = known.get(draft.orderNumber)
    if (!standing) {
      plan.added.push(draft)
      plan.counts.new += draft.lines.length
      continue
    }
    const change = compare(draft, standing)
    const touched = change.changed.length + change.added.length
    plan.counts.new += change.added.length
    plan.counts.changed += change.headChanges ? draft.lines.length - change.added.length : change.changed.length
    plan.counts.unchanged += change.headChanges ? 0 : draft.lines.length - touched
    if (touched > 0 || change.headChanges) plan.changed.push(change)
  }
  return plan
}

function compare(draft: OrderDraft, known: KnownOrder): OrderChange {
  const said = new Set(known.headHashes)
  // A correction speaks about its line only.
  const headChanges = draft.lines.some((line) => !line.correctionOf && !said.has(line.headHash))
  const change: OrderChange = {
    known,
    draft,
    headChanges,
    named: headChanges && known.isAnonymous && isNamed(draft),
    changed: [],
    added: [],
    removed: [],
    replaces: false,
  }
  let lastNo = known.lines.reduce((most, line) => Math.max(most, line.lineNo), 0)
  for (const [index, match] of matchLines(known.lines, draft.lines).entries()) {
    const line = draft.lines[index]
    if (!line || match.verdict === 'same') continue
    if (match.verdict === 'change') change.changed.push({ lineNo: match.lineNo, line })
    else change.added.push({ lineNo: ++lastNo, line })
  }
  return change
}

/** What makes a standing order one that was told as a whole. */
export function planReplacing(draft: OrderDraft, known: KnownOrder, named: boolean): OrderChange {
  const standing = new Map(known.lines.map((line) => [line.lineNo, line]))
  const lines = draft.lines.map((line, index) => ({ lineNo: index + 1, line }))
  // Costs are known in the currency of the order.
  const isRecast = draft.currency !== known.currency
  return {
    known: { ...known, currency: draft.currency },
    draft,
    headChanges: true,
    named,
    changed: lines.filter(({ lineNo, line }) => {
      const former = standing.get(lineNo)
      return former && (isRecast || former.contentHash !== line.contentHash)
    }),
    added: lines.filter(({ lineNo }) => !standing.has(lineNo)),
    removed: [...standing.keys()].filter((lineNo) => lineNo > lines.length),
    replaces: true,
  }
}
