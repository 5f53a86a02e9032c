import type { Context } from '#core/context.ts'

/** A short live message to desks. It carries ids, never data: who hears it asks again, under their own rights. */
export interface LiveNote {
  /** What changed: `customer`, `task`, `orders`, … */
  topic: string
  /** Whose rows: desks whose actor can't see any of these units don't hear it. `null`: everybody signed in. */
  units: readonly number[] | null
  /** Permission needed to hear it; `signed-in` for all. */
  permission: string
  /** Only this member of staff hears it. */
  staffId?: string
  id?: string
}

/** Tells open desks that something changed; heard when the transaction commits. At most 7,900 bytes. */
export function tellDesks(ctx: Context, note: LiveNote): void {
  ctx.outbox.notes.push(JSON.stringify(note))
}
