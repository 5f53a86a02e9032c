import { z } from 'zod'
import { defineEvent } from '#core/events/event.ts'

/** A batch of an import wrote customers. `customerIds`: the new and the changed ones, at most some thousands. */
export const customersImported = defineEvent(
  'customers.customers.imported',
  z.object({ runId: z.uuid(), count: z.int(), customerIds: z.array(z.uuid()) }),
)

/** Somebody made a customer by hand or through the API. */
export const customerCreated = defineEvent('customers.customer.created', z.object({ customerId: z.uuid() }))

/** Fields of a customer changed; names as in the record (`name`, `tags`, `unitIds`, `identities`, `consents`, …). */
export const customerChanged = defineEvent(
  'customers.customer.changed',
  z.object({ customerId: z.uuid(), fields: z.array(z.string()) }),
)

/** The same for many customers at once: bulk tagging, moving to another unit. */
export const customersChanged = defineEvent(
  'customers.customers.changed',
  z.object({ customerIds: z.array(z.uuid()), fields: z.array(z.string()) }),
)

/** Records were joined to this one: their rows are its rows now, in every room. */
export const customersMerged = defineEvent(
  'customers.customers.merged',
  z.object({ customerId: z.uuid(), mergedIds: z.array(z.uuid()) }),
)

/** A joined record is one of its own again; its rows went back to it from `formerId`. */
export const customersUnmerged = defineEvent(
  'customers.customers.unmerged',
  z.object({ customerId: z.uuid(), formerId: z.uuid() }),
)

/** Rows were added to the timelines of these customers. */
export const interactionsRecorded = defineEvent(
  'customers.interactions.recorded',
  z.object({ customerIds: z.array(z.uuid()), kinds: z.array(z.string()) }),
)

/** An import was taken back: these customers changed or are gone. */
export const importReverted = defineEvent(
  'customers.import.reverted',
  z.object({ runId: z.uuid(), customerIds: z.array(z.uuid()) }),
)

/** Customers came into a segment or went out of it; how many. */
export const segmentChanged = defineEvent(
  'customers.segment.changed',
  z.object({ segmentId: z.int(), entered: z.int(), left: z.int() }),
)

/** Who came into a segment; at most 1,000 an event. */
export const segmentEntered = defineEvent(
  'customers.segment.entered',
  z.object({ segmentId: z.int(), customerIds: z.array(z.uuid()).max(1000) }),
)

/** Who went out of a segment; at most 1,000 an event. */
export const segmentLeft = defineEvent(
  'customers.segment.left',
  z.object({ segmentId: z.int(), customerIds: z.array(z.uuid()).max(1000) }),
)
