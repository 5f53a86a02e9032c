import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Builds the web desk and the script for shops' pages, unless what stands in dist was built from just these sources. */
export async function ensureDesk(): Promise<void> {
  const stamp = join(root, 'dist/desk/.sources')
  const state = sourcesState()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return
  console.error('Building the web desk …')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  for (const config of ['vite.config.ts', 'vite.widget.config.ts']) {
    const built = spawnSync(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    })
    if (built.status !== 0) throw new Error('The web desk could not be built.')
  }
  writeFileSync(stamp, state)
}

function sourcesState(): string {
  const hash = createHash('sha256')
  const patterns = [
    'apps/{desk,widget}/**/*',
    '{core,modules,connectors}/**/*.{ts,tsx,json,css}',
    'vite{,.widget}.config.ts',
    'package-lock.json',
  ]
  for (const file of patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    if (/\.[a-z]+$/.test(file) && !/\.test\.ts$/.test(file)) hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

if (import.meta.main) await ensureDesk()
