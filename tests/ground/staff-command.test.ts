import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { spawnCommand, spawnRapport } from './spawn-rapport.ts'

const data = mkdtempSync(join(tmpdir(), 'rapport-staff-'))
after(() => rmSync(data, { recursive: true, force: true }))

async function staffAdd(args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  const { child, output } = spawnCommand(['staff', 'add', ...args, '--data', data], env)
  const [code] = (await once(child, 'close')) as [number]
  return { code, output: output() }
}

test('an invitation leads to the server that runs on the same data, or says that it only assumes one', async () => {
  const server = await spawnRapport(['--data', data])
  try {
    const beside = await staffAdd(['a@shop.test', '--role', 'agent'])
    assert.equal(beside.code, 0, beside.output)
    assert.match(beside.output, /a@shop\.test is agent for the whole company/)
    assert.ok(beside.output.includes(`${server.url}/sign-in/invite#`), beside.output)
    assert.doesNotMatch(beside.output, /assumes/)
    const said = await staffAdd(['b@shop.test', '--role', 'agent', '--url', 'https://crm.shop.test'])
    assert.match(said.output, /^https:\/\/crm\.shop\.test\/sign-in\/invite#/m)
  } finally {
    await server.kill('SIGTERM')
  }
  const alone = await staffAdd(['c@shop.test', '--role', 'agent'])
  assert.match(alone.output, /^http:\/\/127\.0\.0\.1:8080\/sign-in\/invite#/m)
  assert.match(alone.output, /assumes the default port/)
  const known = await staffAdd(['d@shop.test', '--role', 'agent'], { PUBLIC_URL: 'https://crm.shop.test' })
  assert.match(known.output, /^https:\/\/crm\.shop\.test\/sign-in\/invite#/m)
  const dealer = await staffAdd(['e@shop.test', '--role', 'dealer'])
  assert.equal(dealer.code, 1)
  assert.match(dealer.output, /dealer_needs_unit/)
})
