import { defineRoom } from '#core/module.ts'
import { jobs } from './jobs.ts'
import { permissions } from './permissions.ts'
import { reactions } from './reactions.ts'

export const customers = defineRoom({
  name: 'customers',
  folder: import.meta.dirname,
  permissions,
  reactions,
  jobs,
})
