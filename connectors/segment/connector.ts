import { defineRoom, serve } from '#core/module.ts'
import * as contract from './contract.ts'
import { leftOversJob, processJob, tidyJob } from './jobs.ts'
import { permissions } from './permissions.ts'
import { serveIntake } from './serve-intake.ts'
import { addSource, changeSource, listSources } from './source/manage-sources.ts'
import { listParked, retryParked } from './source/parked-events.ts'

export const segment = defineRoom({
  name: 'segment',
  folder: import.meta.dirname,
  permissions,
  calls: [
    serve(contract.listSourcesCall, listSources),
    serve(contract.addSourceCall, addSource),
    serve(contract.changeSourceCall, changeSource),
    serve(contract.listParkedCall, listParked),
    serve(contract.retryParkedCall, retryParked),
  ],
  jobs: [processJob, leftOversJob, tidyJob],
  routes: serveIntake,
})
