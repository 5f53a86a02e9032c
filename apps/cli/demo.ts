import { type Command, InvalidArgumentError } from 'commander'
import { sql } from 'kysely'
import { z } from 'zod'
import { dayOf } from '#core/words/dates.ts'
import { openForCommand } from '../open-for-command.ts'
import { loadSample } from '../sample/load-sample.ts'
import { wholeNumber, withPlace } from './place.ts'
import { serveUntilStopped } from './start.ts'

interface DemoOptions {
  port: number
  host: string
  data: string
  customers: number
  seed: number
  language: 'zh' | 'en'
  serve: boolean
  asOf?: string
}

export function addDemo(program: Command): void {
  withPlace(program.command('demo'))
    .description('fill an empty house with a made-up shop, analyse it, and serve')
    .option('--port <number>', 'port', wholeNumber, 8080)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--customers <number>', 'customers of the made-up shop', wholeNumber, 2000)
    .option('--seed <number>', 'the same seed makes the same shop', wholeNumber, 1)
    .option('--language <zh|en>', 'language of products and shops', 'zh')
    .option('--as-of <day>', 'the shop as it would be on this day (YYYY-MM-DD) of the past; default: today', pastDay)
    .option('--no-serve', 'only fill it')
    .action(async (options: DemoOptions) => {
      await fill(options)
      if (options.serve) await serveUntilStopped(options)
    })
}

function pastDay(text: string): string {
  const now = dayOf(new Date(), 'Asia/Shanghai')
  if (z.iso.date().safeParse(text).success && text <= now) return text
  throw new InvalidArgumentError('A day up to today, such as 2026-11-27.')
}

async function fill(options: DemoOptions): Promise<void> {
  const house = await openForCommand(options)
  try {
    const filled = await house.asSystem('cli.demo', async (ctx) => {
      const { rows } = await sql`select 1 from facts.customers where listed limit 1`.execute(ctx.db)
      return rows.length > 0
    })
    if (filled) {
      console.error('There are customers here already: the sample shop is not loaded again.')
      return
    }
    const begun = Date.now()
    await loadSample(house, {
      ...options,
      onProgress: (step, done, total) => console.error(`sample shop ${done + 1}/${total}: ${step}`),
    })
    console.error(`sample shop ready after ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  } finally {
    await house.close()
  }
}
