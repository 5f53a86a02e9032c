import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { readableCustomer } from '../customer/readable-customer.ts'
import type { customerQualityCall } from './contract.ts'
import { checkRecord } from './quality/check-record.ts'
import { openRecordScene } from './quality/keep-quality.ts'
import { readRecords } from './read-records.ts'
import { fieldsFor, proposalsOf, RULES } from './rules/rules.ts'

/** The quality of one record as it is now, with its reasons and what rules propose in fields the caller sees. */
export async function findQuality(
  ctx: Context,
  { customerId }: { customerId: string },
): Promise<ReplyOf<typeof customerQualityCall>> {
  await readableCustomer(ctx, customerId)
  const [record] = await readRecords(ctx, [customerId])
  if (!record) return { score: null, parts: [], proposals: [] }
  const scene = await openRecordScene(ctx)
  const { score, parts } = checkRecord(record, scene)
  const proposals = RULES.map((rule) => {
    const fields = fieldsFor(rule, ctx.scope.masked)
    const changes = proposalsOf(rule, record, scene.homeCountry).filter(({ field }) => fields.includes(field))
    return { rule, changes }
  }).filter(({ changes }) => changes.length > 0)
  return { score, parts, proposals }
}
