import type { Line } from './order.ts'

/** What a line brings: quantity × unit price − discount, in whole millionths (negative for a return). */
export function lineNet(line: Line): number {
  return line.quantity * line.unitPriceMicro - line.discountMicro
}
