import { z } from 'zod'
import { isCurrency } from '#core/words/currencies.ts'
import { isZone } from '#core/words/dates.ts'
import { isCountryCode } from '#core/words/regions.ts'
import { kinds } from '../fields/field.ts'
import { delimiters } from '../file/guess-delimiter.ts'
import { encodings } from '../file/guess-encoding.ts'

const text = z.string().max(300)

/** How a file is to be read: the content of a map file (docs/how-to/import.md), and what the wizard shows and changes. */
export const mappingSchema = z.strictObject({
  kind: z.enum(kinds),
  /** Header of the file → field, `custom.<key>` for a custom field of customers, null: left out. */
  columns: z.record(text, z.string().max(60).nullable()),
  /** Field → value for rows whose column is missing or empty. */
  constants: z.record(z.string().max(60), text).default({}),
  formats: z
    .strictObject({
      date: z
        .enum(['year-first', 'compact', 'chinese', 'named-month', 'month-first', 'day-first', 'excel-serial'])
        .optional(),
      decimal: z.enum(['.', ',']).optional(),
      zone: z.string().refine(isZone, 'No such time zone').optional(),
      phoneCountry: z.string().refine(isCountryCode, 'No such country').optional(),
      /** Orders whose number begins so take goods back. */
      creditPrefix: z.string().min(1).max(10).optional(),
      /** Cells about the order are empty on its later lines and mean the first one's. */
      fillDown: z.boolean().optional(),
    })
    .default({}),
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
  sheet: z.string().max(100).optional(),
})

export type Mapping = z.output<typeof mappingSchema>

export const isKnownCurrency = (code: string) => /^[A-Z]{3}$/.test(code) && isCurrency(code)
