import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { predictedBasis } from '../value/predicted-basis.ts'
import type { listTrackRecordsCall } from './contract.ts'
import { readTrackVerdicts } from './read-track-verdicts.ts'
import { trackRecordRows } from './track-record-rows.ts'

const LIMIT = 40

/** How predictions fared over a horizon, the newest first. */
export async function listTrackRecords(
  ctx: Context,
  { days }: InputOf<typeof listTrackRecordsCall>,
): Promise<ReplyOf<typeof listTrackRecordsCall>> {
  const basis = await predictedBasis(ctx)
  const items = await trackRecordRows(ctx, { days, limit: LIMIT, basis })
  return { currency: basis.currency, judged: (await readTrackVerdicts(ctx)).get(days) ?? null, items }
}
