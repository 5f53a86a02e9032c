import { defineRoom } from '#core/module.ts'
import { permissions } from './permissions.ts'

export const customers = defineRoom({
  name: 'customers',
  folder: import.meta.dirname,
  permissions,
})
