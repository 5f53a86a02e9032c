import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { writeBehind } from '#core/database/write-behind.ts'
import type { ImportBatch, ImportOutcome, ImportRow, RefusedRow } from '#core/files/import-batch.ts'
import { readSetting } from '#core/settings.ts'
import { type NewInteraction, recordInteractions } from '../interaction/record-interactions.ts'
import type { InteractionRow } from './interaction-row.ts'
import { type NumberedInteraction, numberedInteractions } from './numbered-interactions.ts'
import { identitiesOf } from './person-of-row.ts'
import { toldAlready } from './told-already.ts'
import { type Written, writePeople } from './write-people.ts'

const COLUMNS = { ref: 'customer_ref', email: 'email', phone: 'phone' } as Record<string, string>

/**
 * Writes a batch of interaction rows to the timelines of their customers; unknown customers are made. Each row has a
 * fixed id from its content, so that the same file adds nothing the second time, while equal rows of one file stay apart; what the timeline has from
 * elsewhere isn't added again either.
 */
export async function importInteractions(ctx: Context, batch: ImportBatch<InteractionRow>): Promise<ImportOutcome> {
  await writeBehind(ctx)
  const country = await readSetting(ctx, homeCountry)
  const people = batch.rows.map(({ value }) => ({
    identities: identitiesOf(value, batch.source, country),
    fields: { created_at: value.occurredAt.toISOString() },
    tags: [],
    custom: {},
    consents: [],
    unitIds: [],
  }))
  const written = await writePeople(ctx, people, { source: batch.source, runId: batch.runId, fillOnly: true })
  const numbered = await numberedInteractions(ctx, batch, written)
  const told = await toldAlready(ctx, batch.runId, numbered)
  const fresh = numbered.filter((row) => !told.has(row))
  const added = await recordInteractions(
    ctx,
    fresh.map((numbered) => interactionOf(numbered, batch)),
  )
  return {
    new: added.length,
    changed: 0,
    unchanged: numbered.length - added.length,
    anonymous: 0,
    refused: written.flatMap((state, index) => refusal(state, batch.rows[index])),
  }
}

function interactionOf(
  { row, customerId, originId, interactionId }: NumberedInteraction,
  batch: { source: string; runId: string },
): NewInteraction {
  const data = {
    ...(row.orderNumber && { orderNumber: row.orderNumber }),
    ...(typeof row.score === 'number' && { score: row.score }),
  }
  return {
    customerId,
    originId,
    interactionId,
    occurredAt: row.occurredAt,
    channel: row.channel,
    kind: row.kind,
    direction: row.direction,
    subject: row.subject ?? null,
    body: row.body ?? null,
    staffName: row.staff ?? null,
    data: Object.keys(data).length > 0 ? data : null,
    source: batch.source,
    runId: batch.runId,
  }
}

function refusal({ state, hidden }: Written, row: ImportRow<InteractionRow> | undefined): RefusedRow[] {
  const line = row?.line ?? 0
  if (state === 'nobody') return [{ line, column: 'customer_ref', value: '', reason: 'customer_missing' }]
  if (state !== 'out_of_scope' || !hidden) return []
  return [{ line, column: COLUMNS[hidden.kind] ?? 'customer_ref', value: hidden.value, reason: 'out_of_scope' }]
}
