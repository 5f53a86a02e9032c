import type { Context } from '#core/context.ts'
import { forbidden } from '#core/errors.ts'

/** Webhooks tell what happens anywhere: whoever holds the right in some units only is refused. */
export function wholeCompany(ctx: Context): void {
  if (ctx.scope.units !== 'all') throw forbidden('company_wide_only', 'This concerns the whole company.')
}
