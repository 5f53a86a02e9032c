import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'

test('a heap far smaller than the files is enough', async () => {
  const out = await mkdtemp(join(tmpdir(), 'simulate-'))
  try {
    const script = `
      import { simulate } from '${new URL('./simulate.ts', import.meta.url)}'
      await simulate({ customers: 12000, from: '2023-01-01', to: '2025-12-31', seed: 1, out: process.argv[1] })`
    const flags = ['--max-old-space-size=56', '--max-semi-space-size=4', '--input-type=module', '--eval', script, out]
    await promisify(execFile)(process.execPath, flags)
    const sizes = await Promise.all(['orders.csv', 'interactions.csv'].map((name) => stat(join(out, name))))
    const written = sizes.reduce((sum, { size }) => sum + size, 0)
    assert.ok(written > 70_000_000, `only ${written} bytes were written`)
  } finally {
    await rm(out, { recursive: true })
  }
})
