import { type Command, Option } from 'commander'
import { printWayIn } from '../print-way-in.ts'
import { startServer } from '../server.ts'
import { wholeNumber, withPlace } from './place.ts'

export function addStart(program: Command): void {
  withPlace(program.command('start'))
    .description('serve the desk, the API and the jobs')
    .option('--port <number>', 'port', wholeNumber, 8080)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(new Option('--only <part>', 'one half only').choices(['http', 'jobs']))
    .action(async (options) => {
      await serveUntilStopped(options)
    })
}

/** Serves until SIGTERM or SIGINT; a second signal ends at once. */
export async function serveUntilStopped(options: {
  port: number
  host: string
  data: string
  only?: 'http' | 'jobs'
}): Promise<void> {
  const running = await startServer(options)
  running.house.log.info({ url: running.house.publicUrl.href, data: options.data }, 'serving')
  if (options.only === 'jobs') console.log('Rapport 客缘: works on jobs; the desk and the API are served elsewhere.')
  else await printWayIn(running.house)
  // What nobody caught ends the program, as one line of the log like everything else.
  process.on('uncaughtException', (error) => {
    running.house.log.fatal({ err: error }, 'ended by an error that nobody caught')
    process.exit(1)
  })
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          running.house.log.error({ err: error }, 'stopped with trouble')
          process.exit(1)
        },
      )
    })
  }
}
