import { z } from 'zod'
import { defineEvent } from '#core/events/event.ts'
import { kinds } from './fields/field.ts'

/** A file has been written as a whole, or taken back as a whole. Figures that rest on its rows are to be made anew. */
export const runFinished = defineEvent(
  'imports.run.finished',
  z.object({ runId: z.uuid(), kind: z.enum(kinds), rows: z.int(), reverted: z.boolean() }),
)
