import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { findCustomer } from '../customer/find-customer.ts'
import type { CustomerReply } from '../customer/record-reply.ts'
import { tellChanged } from '../customer/tell-changed.ts'
import { touchCustomer } from '../customer/touch-customer.ts'
import { visibleCustomer } from '../customer/visible-customer.ts'

export interface ConsentInput {
  customerId: string
  channel: string
  purpose: string
  state: 'given' | 'withdrawn'
  textVersion?: string | null | undefined
  source: string
  evidence?: string | null | undefined
  address?: string | null | undefined
}

/** Adds a row to a customer's consents. @throws 400 `evidence_missing`: giving needs proof, withdrawing never does. */
export async function recordConsent(ctx: Context, input: ConsentInput): Promise<CustomerReply> {
  const { customerId, channel, purpose, state } = input
  const { unitIds } = await visibleCustomer(ctx, customerId)
  if (state === 'given' && !input.evidence?.trim()) {
    throw invalid('evidence_missing', 'Say what proves that consent was given.', { field: 'evidence' })
  }
  await sql`
    insert into customers.consents (customer_id, consent_id, unit_ids, channel, purpose, state, at, recorded_by,
      text_version, source, evidence, address)
    values (${customerId}::uuid, ${uuid7()}::uuid, ${unitIds}::int[], ${channel}, ${purpose}, ${state}, ${ctx.now},
      ${`${ctx.actor.kind}:${ctx.actor.name}`}, ${input.textVersion ?? null}, ${input.source}, ${input.evidence ?? null},
      ${input.address ?? null})`.execute(ctx.db)
  await touchCustomer(ctx, customerId)
  audit(ctx, `customers.consent.${state}`, { customerId, details: { channel, purpose } })
  tellChanged(ctx, customerId, ['consents'], unitIds)
  return findCustomer(ctx, { customerId })
}
