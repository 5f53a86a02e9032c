import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { customersChanged } from '../../events.ts'
import { refreshSearch } from '../../search/refresh-search.ts'
import type { CleanField } from '../rules/clean-record.ts'
import { eventFieldOf } from './said-fields.ts'

const SEARCHED: ReadonlySet<CleanField> = new Set(['name', 'company', 'email', 'phone'])

/** What follows from values that a run wrote or put back: words to be found by, the event, open desks. */
export async function tellCleaned(
  ctx: Context,
  changes: readonly { customerId: string; field: CleanField }[],
): Promise<void> {
  if (changes.length === 0) return
  const idsOf = (some: typeof changes) => [...new Set(some.map(({ customerId }) => customerId))]
  await refreshSearch(ctx, idsOf(changes.filter(({ field }) => SEARCHED.has(field))))
  const fields = [...new Set(changes.map(({ field }) => eventFieldOf(field)))]
  announce(ctx, customersChanged, { customerIds: idsOf(changes), fields })
  tellDesks(ctx, { topic: 'customers', units: null, permission: 'customers.read' })
  tellDesks(ctx, { topic: 'cleaning', units: null, permission: 'customers.clean' })
}
