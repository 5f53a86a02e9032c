import type { Permission } from '#core/module.ts'

export const permissions: Record<string, Permission> = {
  'customers.export': { allows: 'Take customers out as a file', roles: ['manager', 'analyst'] },
  'orders.export': { allows: 'Take orders out as a file', roles: ['manager', 'analyst'] },
  'interactions.export': { allows: 'Take timelines out as a file', roles: ['manager'] },
}

export const exportKinds = ['customers', 'orders', 'interactions'] as const
export type ExportKind = (typeof exportKinds)[number]
