import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf } from '#core/http/contract.ts'
import { requireCompanyWide } from '../access/require-company-wide.ts'
import { requireConfirmed } from '../access/require-confirmed.ts'
import { addApiKey } from './add-api-key.ts'
import type { addKeyCall } from './contract.ts'

/** Makes an API key from the desk: the person confirmed their password lately, the units are there. */
export async function makeKey(
  ctx: Context,
  input: InputOf<typeof addKeyCall>,
): Promise<{ keyId: string; key: string }> {
  requireCompanyWide(ctx)
  await requireConfirmed(ctx)
  const units = input.unitIds ?? []
  const { rows } = await sql`select 1 from team.units where unit_id = any(${units}::int[])`.execute(ctx.db)
  if (rows.length !== new Set(units).size) throw notFound('unit')
  const { expiresAt, ...key } = input
  return addApiKey(ctx, { ...key, expiresAt: expiresAt ? new Date(expiresAt) : null })
}
