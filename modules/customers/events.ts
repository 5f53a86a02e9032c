import { z } from 'zod'
import { defineEvent } from '#core/events/event.ts'

const id = (about: string) => z.uuid().describe(about)
const ids = (about: string) => z.array(z.uuid()).describe(about)
const runId = id('The run of the import')
const segmentId = z.int().describe('Number of the segment, as in its address')
const fields = z.array(z.string()).describe('Names as in the record: `name`, `tags`, `unitIds`, …')

/** A batch of an import wrote customers. `customerIds`: the new and the changed ones, at most some thousands. */
export const customersImported = defineEvent(
  'customers.customers.imported',
  z.object({ runId, count: z.int().describe('How many were written'), customerIds: ids('New and changed customers') }),
)

/** Somebody made a customer by hand or through the API. */
export const customerCreated = defineEvent(
  'customers.customer.created',
  z.object({ customerId: id('The new customer') }),
)

/** Fields of a customer changed; names as in the record (`name`, `tags`, `unitIds`, `identities`, `consents`, …). */
export const customerChanged = defineEvent(
  'customers.customer.changed',
  z.object({ customerId: id('Who changed'), fields }),
)

/** The same for many customers at once: bulk tagging, moving to another unit. */
export const customersChanged = defineEvent(
  'customers.customers.changed',
  z.object({ customerIds: ids('Who changed'), fields }),
)

/** Records were joined to this one: their rows are its rows now, in every room. */
export const customersMerged = defineEvent(
  'customers.customers.merged',
  z.object({ customerId: id('The record that stays'), mergedIds: ids('The records that are part of it now') }),
)

/** A joined record is one of its own again; its rows went back to it from `formerId`. */
export const customersUnmerged = defineEvent(
  'customers.customers.unmerged',
  z.object({ customerId: id('The record that is one of its own again'), formerId: id('The record it was part of') }),
)

/** Rows were added to the timelines of these customers. */
export const interactionsRecorded = defineEvent(
  'customers.interactions.recorded',
  z.object({
    customerIds: ids('Whose timelines'),
    kinds: z.array(z.string()).describe('Kinds of the new rows: `call`, `complaint`, `page_view`, …'),
  }),
)

/** An import was taken back: these customers changed or are gone. */
export const importReverted = defineEvent(
  'customers.import.reverted',
  z.object({ runId, customerIds: ids('Who changed or is gone') }),
)

/** Customers came into a segment or went out of it; how many. */
export const segmentChanged = defineEvent(
  'customers.segment.changed',
  z.object({ segmentId, entered: z.int().describe('How many came in'), left: z.int().describe('How many went out') }),
)

/** Who came into a segment; at most 1,000 an event. */
export const segmentEntered = defineEvent(
  'customers.segment.entered',
  z.object({ segmentId, customerIds: ids('Who came in').max(1000) }),
)

/** Who went out of a segment; at most 1,000 an event. */
export const segmentLeft = defineEvent(
  'customers.segment.left',
  z.object({ segmentId, customerIds: ids('Who went out').max(1000) }),
)
