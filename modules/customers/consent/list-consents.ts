import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { freeText } from '../customer/free-text.ts'
import { visibleName } from '../customer/visible-name.ts'

interface Row {
  consentId: string
  channel: string
  purpose: string
  state: 'given' | 'withdrawn'
  at: Date
  source: string
  textVersion: string | null
  recordedBy: string
  evidence: string | null
  address: string | null
}

/** Every consent row of a customer, newest first: who, when, which wording, by what proof. @throws 404. */
export async function listConsents(ctx: Context, { customerId }: { customerId: string }) {
  const name = await visibleName(ctx, customerId)
  const { rows } = await sql<Row>`
    select consent_id as "consentId", channel, purpose, state, at, source, text_version as "textVersion",
      recorded_by as "recordedBy", evidence, address
    from customers.consents where customer_id = ${customerId}::uuid order by at desc, consent_id desc limit 500`.execute(
    ctx.db,
  )
  return {
    items: rows.map((row) => ({ ...row, at: row.at.toISOString(), evidence: freeText(ctx, row.evidence, name) })),
  }
}
