import type { Context } from '#core/context.ts'
import type { ReadingRules } from '../row/value-readers.ts'
import { companyFacts } from './company-facts.ts'
import type { ReadyRun } from './run.ts'
import { isUnsure } from './stage-run.ts'

/** Clocks may be ahead, and a file may write the time of another zone. */
const SLACK_MS = 86_400_000

/** What reading a run's file takes besides its mapping: the company's own ways, and what time it is. */
export async function rulesOfRun(ctx: Context, run: ReadyRun): Promise<ReadingRules> {
  const company = await companyFacts(ctx)
  return {
    formats: run.mapping.formats,
    zone: company.zone,
    phoneCountry: company.country,
    latest: ctx.now.getTime() + SLACK_MS,
    mayBeBroken: isUnsure(run.form),
  }
}
