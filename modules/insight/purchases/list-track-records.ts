import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { predictedBasis } from '../value/predicted-basis.ts'
import type { listTrackRecordsCall } from './contract.ts'
import { trackRecordRows } from './track-record-rows.ts'

const LIMIT = 40

/** How predictions fared over a horizon, the newest first. */
export async function listTrackRecords(
  ctx: Context,
  { days }: InputOf<typeof listTrackRecordsCall>,
): Promise<ReplyOf<typeof listTrackRecordsCall>> {
  const basis = await predictedBasis(ctx)
  return { currency: basis.currency, items: await trackRecordRows(ctx, { days, limit: LIMIT, basis }) }
}
