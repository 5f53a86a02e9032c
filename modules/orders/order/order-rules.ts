export const STATUSES = ['placed', 'paid', 'shipped', 'delivered', 'completed', 'cancelled', 'returned'] as const
export type Status = (typeof STATUSES)[number]

export const STEPS = ['pay', 'ship', 'deliver', 'complete', 'cancel'] as const
export type Step = (typeof STEPS)[number]

const LEADS_TO: Record<Step, Status> = {
  pay: 'paid',
  ship: 'shipped',
  deliver: 'delivered',
  complete: 'completed',
  cancel: 'cancelled',
}

/** From where a step may be taken. Goods on their way can't be cancelled any more: they come back as a return. */
const MAY_FOLLOW: Record<Step, readonly Status[]> = {
  pay: ['placed'],
  ship: ['placed', 'paid'],
  deliver: ['shipped'],
  complete: ['paid', 'shipped', 'delivered'],
  cancel: ['placed', 'paid'],
}

/** The state after a step, or null where it isn't allowed. Returns have no steps: they are done when they are written. */
export function stateAfter(order: { status: Status; kind: 'sale' | 'return' }, step: Step): Status | null {
  return order.kind === 'sale' && MAY_FOLLOW[step].includes(order.status) ? LEADS_TO[step] : null
}

/** The steps somebody may take now. */
export const stepsOf = (order: { status: Status; kind: 'sale' | 'return' }): Step[] =>
  STEPS.filter((step) => stateAfter(order, step) !== null)

/** Goods can come back once they have left the house. */
export const mayReturn = (order: { status: Status; kind: 'sale' | 'return' }): boolean =>
  order.kind === 'sale' && (['shipped', 'delivered', 'completed'] as Status[]).includes(order.status)

/**
 * Sale or return. A return takes goods back and brings none, or is called returned and gives back more than it brings.
 * A sale called returned whose amounts are positive stays a sale, and counts for nothing.
 */
export function kindOf(order: {
  status: Status
  quantities: readonly string[]
  goodsMicro: bigint
}): 'sale' | 'return' {
  const moved = order.quantities.filter((quantity) => /[1-9]/.test(quantity))
  const takes = moved.some((quantity) => quantity.startsWith('-'))
  const brings = moved.some((quantity) => !quantity.startsWith('-'))
  if (takes && !brings) return 'return'
  return order.status === 'returned' && order.goodsMicro < 0n ? 'return' : 'sale'
}
