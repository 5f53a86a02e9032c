import { z } from 'zod'
import { defineEvent } from '#core/events/event.ts'

const className = z.enum(['key', 'worth_winning', 'dispensable'])

/**
 * Scores were computed and stand in `facts.customer_scores`. `customerIds` null: of everybody (copy set-based, all
 * customers whose scores differ); otherwise only of those, after their orders changed.
 */
export const scoresComputed = defineEvent(
  'insight.scores.computed',
  z.object({ asOf: z.iso.date(), customerIds: z.array(z.uuid()).nullable() }),
)

/**
 * Customers moved from one value class to another; at most 1,000 an event, several events an analysis. `from` null:
 * scored for the first time. `to` null: no longer scored (nothing bought up to the day). A move worth a row on the timeline has a `from` and a `to`.
 */
export const classesChanged = defineEvent(
  'insight.classes.changed',
  z.object({
    changes: z
      .array(
        z.object({
          customerId: z.uuid(),
          from: className.nullable(),
          to: className.nullable(),
          asOf: z.iso.date(),
          /** When they moved; without it when it was announced. */
          at: z.iso.datetime().optional(),
        }),
      )
      .max(1000),
  }),
)

/** Usage and loyalty were computed and stand in `facts.customer_usage`; so many of its rows came, went or changed. */
export const usageComputed = defineEvent('insight.usage.computed', z.object({ asOf: z.iso.date(), changed: z.int() }))
