import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureDesk } from '../ensure-desk.ts'
import './freed-memory.ts'
import { measureColdStart } from './cold-start.ts'
import { measureCustomerPage } from './customer-page.ts'
import { measureDesk } from './desk.ts'
import { measureDuplicates } from './duplicates.ts'
import { measureExplore } from './explore.ts'
import type { Figure } from './figure.ts'
import { measureImports } from './imports.ts'
import { measureIngestion } from './ingestion.ts'
import { measureWhole } from './insight-whole.ts'
import { measureLists } from './list-times.ts'
import { type BenchOptions, readOptions } from './options.ts'
import { prepare } from './prepare.ts'
import type { Prepared } from './prepared.ts'
import { asMarkdown, printed } from './report.ts'
import { openScene, type Scene } from './scene.ts'
import { measureSearch } from './search-times.ts'
import { makeSegments, measureSegments } from './segments.ts'
import { yardstick } from './yardstick.ts'

const MEASUREMENTS: Record<string, (scene: Scene) => Promise<Figure[]> | Figure[]> = {
  imports: ({ prepared }) => measureImports(prepared),
  page: measureCustomerPage,
  lists: measureLists,
  search: measureSearch,
  explore: measureExplore,
  segments: measureSegments,
  ingestion: measureIngestion,
  duplicates: measureDuplicates,
  desk: measureDesk,
}

const options = readOptions(process.argv.slice(2))
const before = loadavg()[0] ?? 0
const loopMs = yardstick()
await ensureDesk()
const prepared = await prepare(options)
const figures = await measureAll(options, prepared)
console.log(printed(figures))
const out = options.out ?? (isWhole(options) ? join(import.meta.dirname, '../../docs/benchmarks.md') : null)
if (out) {
  const load = [before, loadavg()[0] ?? 0] as const
  mkdirSync(dirname(out), { recursive: true })
  writeFileSync(out, asMarkdown(figures, { at: new Date(), command: 'npm run bench', load, loopMs, prepared }))
}

/** Only a whole run at the scale of the budgets is worth keeping. */
function isWhole({ customers, only }: BenchOptions): boolean {
  return customers >= 100_000 && only.length === 0
}

async function measureAll({ folder, only }: BenchOptions, shop: Prepared): Promise<Figure[]> {
  const isWanted = (name: string) => only.length === 0 || only.some((word) => name.startsWith(word))
  const found: Figure[] = []
  // A server would take the models over from the command that is measured.
  if (isWanted('analysis')) found.push(...(await told('analysis', () => measureWhole(folder, shop))))
  const scene = await openScene(folder, shop)
  try {
    await makeSegments(scene)
    for (const [name, measure] of Object.entries(MEASUREMENTS)) {
      if (isWanted(name)) found.push(...(await told(name, () => measure(scene))))
    }
  } finally {
    await scene.close()
  }
  if (isWanted('start')) found.push(...(await told('start', () => measureColdStart(folder, scene.key))))
  return found
}

/** A measurement that breaks is a row of its own, not the end of the run. */
async function told(name: string, measure: () => Promise<Figure[]> | Figure[]): Promise<Figure[]> {
  console.error(`measuring: ${name}`)
  try {
    const figures = await measure()
    for (const { what, measured, notes } of figures) console.error(`  ${what}: ${measured}  ${notes.join(' · ')}`)
    return figures
  } catch (error) {
    process.exitCode = 1
    const why = error instanceof Error ? error.message : String(error)
    console.error(error)
    return [{ what: name, measured: 'could not be measured', budget: '', meets: false, notes: [why.slice(0, 500)] }]
  }
}
