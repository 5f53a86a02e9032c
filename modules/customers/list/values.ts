import { z } from 'zod'
import { isStorable, parseDecimal } from '#core/words/money.ts'
import { hasForbidden } from '#core/words/text.ts'

const MOST_VALUES = 50
const INT4 = 2_147_483_647

const text = z
  .string()
  .min(1)
  .refine((given) => !hasForbidden(given), 'a character that cannot be stored')
const word = text.max(200)
const code = text.max(60)
const int = z.int().min(-INT4).max(INT4)
const day = z.iso.date().refine((text) => text >= '1900-01-01' && text <= '2100-12-31', 'outside 1900 to 2100')
const decimal = z
  .string()
  .max(24)
  .refine((text) => isStorable(parseDecimal(text) ?? 1n << 80n), 'not a decimal number')
const amount = decimal.transform((text) => parseDecimal(text) ?? 0n)

const dayCount = z.int().min(0).max(36_500)

const listOf = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(MOST_VALUES)
/** Both ends belong to it; null leaves an end open. */
const rangeOf = <T extends z.ZodType>(end: T) =>
  z
    .tuple([end.nullable(), end.nullable()])
    .refine(([from, to]) => from !== null || to !== null, 'give one end at least')

/** What the values of conditions may look like. */
export const values = {
  none: z.null().optional(),
  word,
  day,
  decimal,
  words: listOf(word),
  code,
  codes: listOf(code),
  ids: listOf(z.uuid()),
  numbers: listOf(int),
  ints: rangeOf(int),
  amounts: rangeOf(amount),
  days: rangeOf(day),
  dayCount,
  dayCounts: rangeOf(dayCount),
  yes: z.boolean(),
}
