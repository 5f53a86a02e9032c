import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { writeBehind } from '#core/database/write-behind.ts'
import { announce } from '#core/events/announce.ts'
import type { ImportOutcome, RefusedRow, ToldBatch } from '#core/files/import-batch.ts'
import { tellDesks } from '#core/live/note.ts'
import { readSetting } from '#core/settings.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { customersImported } from '../events.ts'
import type { CustomerRow } from './customer-row.ts'
import { personOfRow } from './person-of-row.ts'
import { type Written, writePeople } from './write-people.ts'

const COLUMNS = { ref: 'customer_ref', email: 'email', phone: 'phone', card: 'card_number' } as Record<string, string>

/**
 * Writes a batch of customer rows. What a row gives replaces what stands; what it leaves out stays. Tags and identities
 * are only added. Several rows of one run about one customer: the first decides, later ones fill gaps. The same batch
 * again changes nothing. Rows about customers out of the caller's scope, or about nobody, are refused.
 */
export async function importCustomers(ctx: Context, batch: ToldBatch<CustomerRow>): Promise<ImportOutcome> {
  await writeBehind(ctx)
  const country = await readSetting(ctx, homeCountry)
  const fields = await knownFields(ctx)
  const misfits = batch.rows.flatMap(({ line, value }) => unknownField(line, value, fields))
  const barred = new Set(misfits.map(({ line }) => line))
  const rows = batch.rows.filter(({ line }) => !barred.has(line))
  const people = rows.map(({ value }) => personOfRow(value, batch.source, country))
  const written = await writePeople(ctx, people, { source: batch.source, runId: batch.runId, fillOnly: false })
  const count = (state: Written['state']) => written.filter((row) => row.state === state).length
  const touched = written.filter(({ state }) => state === 'new' || state === 'changed')
  const customerIds = [...new Set(touched.flatMap(({ customerId }) => customerId ?? []))]
  if (customerIds.length > 0) {
    announce(ctx, customersImported, { runId: batch.runId ?? uuid7(), count: customerIds.length, customerIds })
    tellDesks(ctx, { topic: 'customers', units: null, permission: 'customers.read' })
  }
  return {
    new: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    anonymous: 0,
    refused: [...misfits, ...written.flatMap((row, index) => refusal(row, rows[index]?.line ?? 0))],
  }
}

async function knownFields(ctx: Context): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ field_key: string }>`select field_key from customers.custom_fields`.execute(ctx.db)
  return new Set(rows.map((row) => row.field_key))
}

/** A column that is no field of the company must not become a key of the record, whatever its header says. */
function unknownField(line: number, { custom }: CustomerRow, known: ReadonlySet<string>): RefusedRow[] {
  const strange = Object.keys(custom ?? {}).find((key) => !known.has(key))
  if (strange === undefined) return []
  return [
    { line, column: strange, value: String(custom?.[strange] ?? '').slice(0, 200), reason: 'custom_field_unknown' },
  ]
}

function refusal({ state, hidden }: Written, line: number): RefusedRow[] {
  if (state === 'nobody') return [{ line, column: 'customer_ref', value: '', reason: 'customer_missing' }]
  if (state !== 'out_of_scope' || !hidden) return []
  return [{ line, column: COLUMNS[hidden.kind] ?? 'name', value: hidden.value, reason: 'out_of_scope' }]
}
