import type { Permission } from '#core/module.ts'

export const permissions: Record<string, Permission> = {
  'imports.run': {
    allows: 'Bring in files of customers, products, orders and interactions',
    roles: ['manager', 'marketer'],
  },
}
