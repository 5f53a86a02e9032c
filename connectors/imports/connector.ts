import type { Context } from '#core/context.ts'
import { defineRoom, serve } from '#core/module.ts'
import * as contract from './contract.ts'
import { resumeJob, runJob, tidyJob } from './jobs.ts'
import { permissions } from './permissions.ts'
import { cancelRun } from './run/cancel-run.ts'
import { changeMapping } from './run/change-mapping.ts'
import { createRun } from './run/create-run.ts'
import { getRun } from './run/get-run.ts'
import { listRuns } from './run/list-runs.ts'
import { previewRun } from './run/preview-run.ts'
import { revertRun } from './run/revert-run.ts'
import { showRun } from './run/run-reply.ts'
import { startRun } from './run/start-run.ts'
import { serveFiles } from './serve-files.ts'

const shown = async (ctx: Context, runId: string) => showRun(await getRun(ctx, runId))

export const imports = defineRoom({
  name: 'imports',
  folder: import.meta.dirname,
  permissions,
  calls: [
    serve(contract.createImport, async (ctx, input) => shown(ctx, await createRun(ctx, input))),
    serve(contract.listImports, listRuns),
    serve(contract.findImport, (ctx, { runId }) => shown(ctx, runId)),
    serve(contract.previewImport, previewRun),
    serve(contract.changeMapping, async (ctx, input) => showRun(await changeMapping(ctx, input))),
    serve(contract.startImport, async (ctx, { runId }) => {
      await startRun(ctx, runId)
      return shown(ctx, runId)
    }),
    serve(contract.cancelImport, async (ctx, { runId }) => {
      await cancelRun(ctx, { runId })
      return shown(ctx, runId)
    }),
    serve(contract.revertImport, async (ctx, { runId }) => {
      await revertRun(ctx, runId)
      return shown(ctx, runId)
    }),
  ],
  jobs: [runJob, resumeJob, tidyJob],
  routes: serveFiles,
})
