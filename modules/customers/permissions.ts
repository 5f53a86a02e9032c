import type { Permission } from '#core/module.ts'

export const permissions: Record<string, Permission> = {
  'customers.read': {
    allows: 'See customers and their timelines',
    roles: ['manager', 'marketer', 'agent', 'dealer', 'analyst', 'auditor'],
  },
  'customers.edit': {
    allows: 'Add and change customers, their identities, addresses, relations, tags and consents',
    roles: ['manager', 'marketer', 'agent', 'dealer'],
  },
  'customers.contact': {
    allows: 'Add visits, calls, letters, mails and notes to timelines',
    roles: ['manager', 'marketer', 'agent', 'dealer'],
  },
  'customers.bulk': { allows: 'Tag, assign and move many customers at once', roles: ['manager', 'marketer'] },
  'customers.clean': {
    allows: 'Clean many customers by rules, take that back, and set what counts in their quality',
    roles: ['manager', 'marketer'],
  },
  'customers.merge': {
    allows: 'Join records of one person, make them two again, and choose between values',
    roles: ['manager', 'agent'],
  },
  'customers.archive': { allows: 'Archive customers and bring them back', roles: ['manager'] },
  'customers.fields': { allows: 'Add and change custom fields', roles: ['manager'] },
  'customers.segments': { allows: 'Add and change segments', roles: ['manager', 'marketer'] },
}
