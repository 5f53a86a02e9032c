import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCommand } from './cli/testing/run-command.ts'

const run = (...args: string[]) => runCommand(args)

test('a wrong command or option gets one line of help, not all of it', async () => {
  const unknown = await run('analyze')
  assert.deepEqual([unknown.code, unknown.out], [1, ''])
  assert.match(unknown.said, /^error: unknown command 'analyze'\n.*analyse.*\n+How to use it: \.\/rapport --help/)
  assert.doesNotMatch(unknown.said, /Commands:/)
  const filter = await run('customers', 'list', '--filter', 'xx')
  assert.equal(filter.code, 1)
  assert.match(filter.said, /--filter.*It is not JSON\. For example: --filter '\[\{"field"/)
})

test('with --json a failure is one document on standard output', async () => {
  const usage = await run('customers', 'list', '--filter', 'xx', '--json')
  assert.equal(usage.code, 1)
  assert.equal(JSON.parse(usage.out).error.code, 'usage')
  const refused = await run('staff', 'add', 'a@shop.test', '--role', 'agent', '--url', 'nonsense', '--json')
  assert.equal(refused.code, 1)
  const { code, message } = JSON.parse(refused.out).error
  assert.equal(code, 'invalid_input')
  assert.match(message, /--url/)
  assert.match(refused.said, /--url/)
})

test('help that is asked for is no failure', async () => {
  const help = await run('--help')
  assert.deepEqual([help.code, help.said], [0, ''])
  assert.match(help.out, /Commands:/)
})
