import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `npm run test:shops`: installs a real Vendure from npm into `.shops/vendure`, beside the project and no part of it, and
 * runs the tests that speak to it. Its database is SQLite as WebAssembly, so that nothing has to be compiled.
 */
const PACKAGES = { '@vendure/core': '3.7.3', 'sql.js': '1.14.1' }
const root = join(import.meta.dirname, '..')
const folder = join(root, '.shops/vendure')
const manifest = `${JSON.stringify({ name: 'shop', private: true, dependencies: PACKAGES }, null, 2)}\n`

if (!existsSync(join(folder, 'node_modules/@vendure/core/package.json'))) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), manifest)
  console.log('Installing Vendure …')
  // Nothing of it needs a script at installing: bcrypt brings what it was built to.
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
  })
}
execFileSync(process.execPath, [join(root, 'tools/test.ts'), 'tests/shops'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, RAPPORT_VENDURE: folder },
})
