import type { Permission } from '#core/module.ts'

export const permissions: Record<string, Permission> = {
  'webhooks.manage': {
    allows: 'Tell other systems what happens here, and see how they answer',
    roles: ['manager'],
  },
}
