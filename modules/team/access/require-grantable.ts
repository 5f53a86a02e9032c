import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { forbidden } from '#core/errors.ts'
import type { Role } from '#core/module.ts'
import { rightsOf } from './role-rights.ts'

/** Nobody gives, or touches the holder of, a role that may do more than they may. @throws 403 `role_above_yours` */
export async function requireGrantable(ctx: Context, roles: Iterable<Role>): Promise<void> {
  for (const role of new Set(roles)) {
    const { permissions } = await rightsOf(ctx, role)
    if ([...permissions].some((permission) => !may(ctx.actor, permission))) {
      throw forbidden('role_above_yours', `The role "${role}" may do more than you may.`)
    }
  }
}
