import { sql } from 'kysely'
import { homeCountry } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { maskEmail } from '#core/words/emails.ts'
import { maskPhone, normalisePhone } from '#core/words/phones.ts'
import { presentCustomer } from '../customer/present-customer.ts'
import { referenceSql } from './reference-sql.ts'

/** How files name a customer. */
interface NamedContact {
  reference: string
  name: string
  email: string | null
  phone: string | null
}

/** A customer beside rows of other rooms, with the place they live in. */
export interface ExportedContact extends NamedContact {
  address: string | null
  postcode: string | null
  regionPath: string | null
  city: string | null
}

/** Of these customers what files say about whom a row is; masked as the caller sees them. Those out of scope are missing. */
export async function contactsForExport(
  ctx: Context,
  customerIds: readonly string[],
  source: string,
): Promise<Map<string, ExportedContact>> {
  if (customerIds.length === 0) return new Map()
  const country = await readSetting(ctx, homeCountry)
  const { rows } = await sql<ExportedContact & { id: string }>`
    select c.customer_id as id, ${referenceSql(source)} as reference, c.name, c.email, c.phone, c.address, c.postcode,
      c.region_path as "regionPath", c.city
    from customers.customers c
    where c.customer_id = any(${[...customerIds]}::uuid[]) and c.stage <> 'anonymous'`.execute(ctx.db)
  return new Map(rows.map(({ id, ...row }) => [id, presentContact(ctx, row, country)]))
}

/** The contact as the caller may see it, the phone written so that it is read back whatever the country is. */
export function presentContact<Row extends NamedContact>(ctx: Context, row: Row, country: string): Row {
  const phone = row.phone && (normalisePhone(row.phone, country) ?? row.phone)
  return { ...presentCustomer(ctx, { ...row, phone }), reference: shownReference(ctx, row.reference, country) }
}

/** Shops that name their customers by e-mail or phone must not give away what is masked. */
function shownReference(ctx: Context, reference: string, country: string): string {
  const { masked } = ctx.scope
  if (masked.has('email') && reference.includes('@')) return maskEmail(reference)
  if (masked.has('phone') && normalisePhone(reference, country) !== null) return maskPhone(reference)
  return reference
}
