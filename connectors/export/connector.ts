import { defineRoom, serve } from '#core/module.ts'
import { findExportCall, startExportCall } from './contract.ts'
import { jobs } from './jobs.ts'
import { permissions } from './permissions.ts'
import { findExport } from './run/find-export.ts'
import { startExport } from './run/start-export.ts'
import { serveFile } from './serve-file.ts'

export const exportRoom = defineRoom({
  name: 'export',
  folder: import.meta.dirname,
  permissions,
  calls: [serve(startExportCall, startExport), serve(findExportCall, findExport)],
  jobs,
  routes: serveFile,
})
