import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { findBrowser } from '#core/testing/browser.ts'
import { openTestCluster } from '#core/testing/test-cluster.ts'
import { rooms } from '../apps/rooms.ts'
import { ensureDesk } from './ensure-desk.ts'

/**
 * `npm test [PATTERN …]`: everything, or the test files whose path contains one of the words. One database server and
 * one migrated template for all; each file gets a clone.
 */
const words = process.argv.slice(2)
const root = join(import.meta.dirname, '..')
const files = globSync('{core,modules,connectors,apps,tools,tests}/**/*.test.ts', { cwd: root })
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort()

const browser = findBrowser()
if (!browser) {
  console.error(
    'The journeys need Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH.',
  )
  process.exit(1)
}
await ensureDesk()
const data = process.env.RAPPORT_TEST_DATA ?? mkdtempSync(join(tmpdir(), 'rapport-tests-'))
process.env.RAPPORT_TEST_DATA = data
process.env.CHROMIUM_PATH = browser
// Every file and every command that it starts loads the same modules.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/rapport')
const cluster = await openTestCluster(rooms)

const count = { passed: 0, failed: 0, skipped: 0 }
const stream = run({
  files: files.map((file) => join(root, file)),
  // Many wait for clocks, browsers and processes: one more than there are cores.
  concurrency: availableParallelism() + 1,
  timeout: 600_000,
  execArgv: ['--disable-warning=ExperimentalWarning'],
})
stream.on('test:pass', (event) => {
  if (event.details.type === 'suite') return
  if (event.skip) count.skipped++
  else count.passed++
})
stream.on('test:fail', (event) => {
  if (event.details.type !== 'suite') count.failed++
})
stream.compose(spec).pipe(process.stdout)
stream.on('end', async () => {
  await cluster.close()
  if (!process.env.KEEP_TEST_DATA && existsSync(data)) rmSync(data, { recursive: true, force: true })
  await new Promise((done) => setTimeout(done, 200)) // the reporter's last lines first
  console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  process.exit(count.failed > 0 || count.passed === 0 ? 1 : 0)
})
