import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { maskedFor } from '../customer/masked-for.ts'
import { openCatalogue } from './catalogue.ts'
import type { listFieldsCall } from './contract.ts'
import { segmentOnlyFields } from './fields.ts'
import { openShown } from './open-shown.ts'
import { type Sort, sortKeys, sorts } from './sorts.ts'

/** The catalogue of fields as this caller may use it. */
export async function listFields(ctx: Context): Promise<ReplyOf<typeof listFieldsCall>> {
  const catalogue = await openCatalogue(ctx)
  const masked = maskedFor(ctx)
  const isMasked = (mask: string | undefined) => mask !== undefined && masked.has(mask)
  return {
    items: [...catalogue.values(), ...segmentOnlyFields].map(({ key, kind, operators, choices, mask, custom }) => ({
      key,
      kind,
      operators: Object.keys(operators),
      choices: choices ? [...choices] : null,
      masked: isMasked(mask),
      custom: custom ?? null,
      segmentsOnly: !catalogue.has(key),
    })),
    sorts: sortKeys.filter((key) => !isMasked((sorts[key] as Sort).mask)),
    currency: (await openShown(ctx)).currency,
  }
}
