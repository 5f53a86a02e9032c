import type { Permission } from '#core/module.ts'

/** Analysts see most personal fields masked, so their files carry them masked too; timelines are free text and stay in. */
export const permissions: Record<string, Permission> = {
  'customers.export': { allows: 'Take customers out as a file', roles: ['manager', 'analyst'] },
  'orders.export': { allows: 'Take orders out as a file', roles: ['manager', 'analyst'] },
  'products.export': { allows: 'Take products out as a file', roles: ['manager', 'analyst'] },
  'interactions.export': { allows: 'Take timelines out as a file', roles: ['manager'] },
}
