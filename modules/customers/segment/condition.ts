import { z } from 'zod'
import { leafShape } from '../list/parse-filter.ts'
import { values } from '../list/values.ts'

const DEEPEST = 6
const MOST_LEAVES = 50

/** When: within the last days up to now, or between two days (either may be open), or ever. */
const within = z
  .union([
    z.strictObject({ days: values.dayCount }),
    z.strictObject({ from: values.day.optional(), to: values.day.optional() }),
  ])
  .optional()

const compare = z.enum(['atLeast', 'atMost', 'exactly'])

const boughtShape = z.strictObject({
  /** What: everything below a category, one product, one brand; absent: anything. */
  category: values.word.optional(),
  sku: values.word.optional(),
  brand: values.word.optional(),
  /** `times`: orders with it; `quantity` and `amount` (of the company's currency): what came back taken off. */
  measure: z.enum(['times', 'quantity', 'amount']),
  compare,
  value: values.decimal,
  within,
})

const touchedShape = z.strictObject({
  kind: values.code.optional(),
  channel: values.code.optional(),
  direction: z.enum(['inbound', 'outbound', 'internal']).optional(),
  compare,
  value: z.int().min(0).max(1_000_000),
  within,
})

/** How much of a category they use, and how they hold to brands, as the analysis told last; without classes any. */
const usageShape = z.strictObject({
  category: values.word,
  usage: z
    .array(z.enum(['light', 'medium', 'heavy']))
    .min(1)
    .max(3)
    .optional(),
  /** `unknown`: too few purchases to tell. */
  loyalty: z
    .array(z.enum(['brand_loyal', 'store_brand', 'switching', 'unknown']))
    .min(1)
    .max(4)
    .optional(),
})

/** Where they stand between two purchases of a category (all below it too; absent: of any), as the analysis expects the next. */
const needShape = z.strictObject({
  category: values.word.optional(),
  states: z
    .array(z.enum(['soon', 'due', 'overdue', 'later', 'lost']))
    .min(1)
    .max(5),
  /** Due no later than so many days from today. */
  dueWithin: z.int().min(0).max(365).optional(),
})

/** A product stands among what the analysis would offer them. */
const offerShape = z.strictObject({
  sku: values.word,
  /** `new` to them, or `again`; absent: either. */
  kind: z.enum(['new', 'again']).optional(),
  /** Among the first so many of its kind; absent: anywhere. */
  first: z.int().min(1).max(100).optional(),
})

const leaf = z.union([
  leafShape,
  z.strictObject({ bought: boughtShape }),
  z.strictObject({ touched: touchedShape }),
  z.strictObject({ usage: usageShape }),
  z.strictObject({ need: needShape }),
  z.strictObject({ offer: offerShape }),
  z.strictObject({ segment: z.int().min(1).max(2_147_483_647) }),
])

export type Bought = z.output<typeof boughtShape>
export type Touched = z.output<typeof touchedShape>
export type Usage = z.output<typeof usageShape>
export type Need = z.output<typeof needShape>
export type Offer = z.output<typeof offerShape>
export type Within = z.output<typeof within>
export type ConditionLeaf = z.output<typeof leaf>
/** Who belongs to a segment: leaves, joined by all, any and not. */
export type Condition = ConditionLeaf | { all: Condition[] } | { any: Condition[] } | { not: Condition }

const children = z.lazy(() => z.array(node).min(1).max(MOST_LEAVES))
const FORMS =
  'one of {all: […]}, {any: […]}, {not: …}, {field, op, value}, {bought: …}, {touched: …}, {usage: …}, {need: …}, {offer: …}, {segment: number}'
const node: z.ZodType<Condition> = z
  .lazy(() =>
    z.union(
      [
        z.strictObject({ all: children }),
        z.strictObject({ any: children }),
        z.strictObject({ not: node }),
        ...leaf.options,
      ],
      `A condition is ${FORMS}`,
    ),
  )
  .meta({ id: 'Condition' }) as z.ZodType<Condition>

/** A condition as it comes from outside: at most 50 leaves, nested at most 6 deep. */
export const conditionShape = z
  .unknown()
  .refine((value) => depthOf(value) <= DEEPEST, `nested more than ${DEEPEST} deep`)
  .pipe(node)
  .refine((condition) => leavesOf(condition).length <= MOST_LEAVES, `more than ${MOST_LEAVES} conditions`)
  // What it takes before the depth is measured is anything; the documentation names what it must be.
  .meta({ $ref: '#/components/schemas/ConditionInput' })

/** Every leaf of a condition, from left to right. */
export function leavesOf(condition: Condition): ConditionLeaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf)
  if ('any' in condition) return condition.any.flatMap(leavesOf)
  return 'not' in condition ? leavesOf(condition.not) : [condition]
}

// Measured before the shapes are tried: trying them costs more the deeper it goes.
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const { all, any, not } = value as Record<string, unknown>
  const below = [...(Array.isArray(all) ? all : []), ...(Array.isArray(any) ? any : []), ...(not ? [not] : [])]
  return below.length === 0 ? 0 : 1 + Math.max(...below.map(depthOf))
}
