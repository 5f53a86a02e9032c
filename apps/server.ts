import type { FastifyInstance } from 'fastify'
import { claimFolder } from '#core/database/folder-users.ts'
import { AppError } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { noteServedAddress } from '#core/http/served-address.ts'
import { buildServer } from '#core/http/server.ts'
import { runJobs } from '#core/jobs/run-jobs.ts'
import { openHub } from '#core/live/hub.ts'
import { serveLive } from '#core/live/serve-live.ts'
import { deskFolder, widgetFile } from './desk-folder.ts'
import { openForCommand } from './open-for-command.ts'
import { serveDesk } from './serve-desk.ts'
import { serveErrors } from './serve-errors.ts'
import { serveWidget } from './serve-widget.ts'

export interface ServeOptions {
  port: number
  host: string
  data: string
  /** One half only, for installations that split them over processes. */
  only?: 'http' | 'jobs'
}

export interface Running {
  house: House
  /** Stops taking requests, lets those under way finish, stops jobs at a safe place, closes the database. */
  stop(): Promise<void>
}

/** Opens the house and serves it. @throws refused `already_serving`, `port_taken`. */
export async function startServer(options: ServeOptions): Promise<Running> {
  const embedded = process.env.DATABASE_URL === undefined
  const leave = embedded ? claimFolder(options.data) : () => {}
  try {
    const publicUrl =
      process.env.PUBLIC_URL ?? `http://${options.host === '0.0.0.0' ? '127.0.0.1' : options.host}:${options.port}`
    const house = await openForCommand(options, { publicUrl })
    const parts: (() => Promise<void>)[] = [() => house.close(), async () => leave()]
    const stop = () => stopAll(parts)
    try {
      if (options.only !== 'http') {
        const jobs = await runJobs(house, { onlyWorker: embedded })
        parts.unshift(() => jobs.stop())
      }
      if (options.only !== 'jobs') parts.unshift(await listen(house, options))
      return { house, stop }
    } catch (error) {
      await stop()
      throw error
    }
  } catch (error) {
    leave()
    throw error
  }
}

async function listen(house: House, options: ServeOptions): Promise<() => Promise<void>> {
  const proxies = process.env.TRUSTED_PROXIES?.split(',')
  const app: FastifyInstance = await buildServer(house, proxies ? { trustProxy: proxies } : {})
  const hub = openHub(house)
  serveLive(app, house, hub)
  serveErrors(app)
  serveWidget(app, widgetFile)
  await serveDesk(app, house, deskFolder)
  try {
    await app.listen({ port: options.port, host: options.host })
  } catch (error) {
    await app.close()
    await hub.close()
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    throw new AppError(
      409,
      'port_taken',
      `Port ${options.port} can't be used (${code}). Choose another: --port ${options.port + 1}`,
    )
  }
  const noted = await noteServedAddress(house)
  return () => stopAll([() => noted.stop(), async () => app.close(), () => hub.close()])
}

/** One part that can't be stopped keeps no other from stopping: a database left behind would be nobody's. */
async function stopAll(parts: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const part of parts) await part().catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, 'not everything stopped as it should')
}
