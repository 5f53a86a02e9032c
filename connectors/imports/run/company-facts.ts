import { companyCurrency, homeCountry, timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import type { CompanyFacts } from '../guess/guess-formats.ts'

export async function companyFacts(ctx: Context): Promise<CompanyFacts> {
  const currency = await readSetting(ctx, companyCurrency)
  return {
    zone: await readSetting(ctx, timeZone),
    country: await readSetting(ctx, homeCountry),
    currency: currency === 'auto' ? null : currency,
  }
}
