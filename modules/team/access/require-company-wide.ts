import type { Context } from '#core/context.ts'
import { forbidden } from '#core/errors.ts'

/** People, keys and the audit log concern the whole company. @throws 403 for those who may do it in some units only. */
export function requireCompanyWide(ctx: Context): void {
  if (ctx.scope.units === 'all') return
  throw forbidden('company_wide_only', 'This needs the permission for the whole company, not for some units.')
}
