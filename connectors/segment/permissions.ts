import type { Permission } from '#core/module.ts'

export const permissions: Record<string, Permission> = {
  'connections.manage': {
    allows: 'Connect web sites, apps and shops, and see how they send',
    roles: ['manager'],
  },
}
