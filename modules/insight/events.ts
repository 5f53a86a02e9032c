import { z } from 'zod'
import { defineEvent } from '#core/events/event.ts'

const asOf = z.iso.date().describe('Last day that counted')
const customerId = z.uuid().describe('The customer')
const className = z.enum(['key', 'worth_winning', 'dispensable'])

/**
 * Scores were computed and stand in `facts.customer_scores`. `customerIds` null: of everybody (copy set-based, all
 * customers whose scores differ); otherwise only of those, after their orders changed. `predictionsFollow`: the models
 * are about to run and have a word on classes; `insight.predictions.computed` says when, who copies both copies then,
 * once. Not said of the very first analysis: nobody shall look at empty lists until the models are done.
 */
export const scoresComputed = defineEvent(
  'insight.scores.computed',
  z.object({
    asOf,
    customerIds: z.array(z.uuid()).nullable().describe('Whose scores; null: everybody’s'),
    predictionsFollow: z.boolean().default(false).describe('`insight.predictions.computed` will follow'),
  }),
)

/** What is expected of everybody was computed anew and stands in `facts.customer_predictions` and `facts.customer_needs`. */
export const predictionsComputed = defineEvent('insight.predictions.computed', z.object({ asOf }))

/** What to offer everybody was computed anew, after what is expected of them, and stands in `facts.recommendations`. */
export const offersComputed = defineEvent('insight.offers.computed', z.object({ asOf }))

const churnLevel = z.enum(['low', 'medium', 'high'])

/**
 * The risk that customers don't come back moved to another level; at most 1,000 an event. `from` null: predicted for the
 * first time.
 */
export const churnChanged = defineEvent(
  'insight.churn.changed',
  z.object({
    changes: z
      .array(
        z.object({
          customerId,
          from: churnLevel.nullable().describe('Level before; null: predicted for the first time'),
          to: churnLevel.describe('Level now'),
          risk: z.number().describe('Probability of no purchase within the churn window, 0 to 1'),
          asOf,
        }),
      )
      .max(1000)
      .describe('Who moved'),
  }),
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
          customerId,
          from: className.nullable().describe('Class before; null: scored for the first time'),
          to: className.nullable().describe('Class now; null: no longer scored'),
          asOf,
          at: z.iso.datetime().optional().describe('When they moved; without it when it was announced'),
        }),
      )
      .max(1000)
      .describe('Who moved'),
  }),
)

/** Usage and loyalty were computed and stand in `facts.customer_usage`; so many of its rows came, went or changed. */
export const usageComputed = defineEvent('insight.usage.computed', z.object({ asOf: z.iso.date(), changed: z.int() }))

/**
 * Customers are about to buy of a category again: at most 1,000 an event, several events an analysis. Told once for each
 * customer and category, when the purchase comes due (see the setting `insight.needs`), and again only after they bought it since.
 * `dueOn` is the likeliest day from now on, 8 in 10 come between `low` and `high`.
 */
export const needsDue = defineEvent(
  'insight.needs.due',
  z.object({
    asOf,
    needs: z
      .array(
        z.object({
          customerId,
          category: z.string().describe('Path of the category they are about to buy of'),
          dueOn: z.iso.date().describe('The likeliest day from now on'),
          low: z.iso.date().describe('8 in 10 come between this day'),
          high: z.iso.date().describe('and this one'),
        }),
      )
      .max(1000)
      .describe('Whose purchases come due'),
  }),
)
