import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'
import { freePort } from './spawn-rapport.ts'

const { url } = await openTestHouse(rooms)
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'rapport-start-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** What `start` has said when `expected` is in it, or after ten seconds; then it is stopped. */
async function startOf(cli: string, args: string[], expected: string): Promise<string> {
  const node = ['--disable-warning=ExperimentalWarning', '--preserve-symlinks', '--preserve-symlinks-main']
  const child = spawn(process.execPath, [...node, cli, 'start', '--data', folder, ...args], {
    env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes))
  for (let tries = 0; tries < 200 && !said.includes(expected) && child.exitCode === null; tries++) await wait(50)
  if (child.exitCode === null) {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  return said
}

test('one half says that it works on jobs', async () => {
  const said = await startOf(join(root, 'apps/cli.ts'), ['--only', 'jobs'], 'works on jobs')
  assert.match(said, /works on jobs/)
})

test('without a built desk the terminal says so, not only the page', async () => {
  // The program as it is after `npm ci`: the same files, and nothing built.
  for (const name of ['apps', 'core', 'modules', 'connectors', 'docs', 'node_modules', 'package.json'])
    symlinkSync(join(root, name), join(folder, name))
  const port = String(await freePort())
  const bare = await startOf(join(folder, 'apps/cli.ts'), ['--port', port], 'not built')
  assert.match(bare, /desk is not built yet.*npm run build/)
  const built = await startOf(join(root, 'apps/cli.ts'), ['--port', port], 'Rapport 客缘')
  assert.doesNotMatch(built, /not built/)
})
