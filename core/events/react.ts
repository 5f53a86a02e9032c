import type { z } from 'zod'
import type { Context } from '#core/context.ts'
import type { EventKind } from './event.ts'

export interface Heard<P = unknown> {
  id: string
  name: string
  customerId: string | null
  payload: P
}

/** What a room does when it hears events. Runs in a job, in its own transaction, once per event. */
export interface Reaction {
  /** Name of the job: `room.what-it-does`. */
  name: string
  to: string
  handle(ctx: Context, events: Heard[]): Promise<void>
}

/** Declares a reaction. `handle` gets all events of one transaction that were not handled before. */
export function react<E extends EventKind>(
  kind: E,
  name: string,
  handle: (ctx: Context, events: Heard<z.output<E['payload']>>[]) => Promise<void>,
): Reaction {
  return { name, to: kind.name, handle: handle as Reaction['handle'] }
}
