import { defineRoom } from '#core/module.ts'
import { resumeJob, runJob, tidyJob } from './jobs.ts'
import { permissions } from './permissions.ts'

export const imports = defineRoom({
  name: 'imports',
  folder: import.meta.dirname,
  permissions,
  jobs: [runJob, resumeJob, tidyJob],
})
