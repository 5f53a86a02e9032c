import { z } from 'zod'
import { defineEvent } from '#core/events/event.ts'
import { kinds } from './fields/field.ts'

/** A file has been written as a whole, or taken back as a whole. Figures that rest on its rows are to be made anew. */
export const runFinished = defineEvent(
  'imports.run.finished',
  z.object({
    runId: z.uuid().describe('The run of the import'),
    kind: z.enum(kinds).describe('What the file holds'),
    rows: z.int().describe('Rows of the file'),
    reverted: z.boolean().describe('Taken back, not written'),
  }),
)
