import type { Context } from '#core/context.ts'

/** Writes one entry of the audit log with the transaction: who did what to which record. */
export function audit(
  ctx: Context,
  action: string,
  entry: { target?: string; customerId?: string; details?: Record<string, unknown> } = {},
): void {
  ctx.outbox.audits.push({
    action,
    target: entry.target ?? null,
    customerId: entry.customerId ?? null,
    details: entry.details ?? {},
  })
}
