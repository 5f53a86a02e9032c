import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Adds the optional packages of other platforms that a registry mirror did not offer when the lockfile was made: `npm ci`
 * refuses a lockfile without them, on every platform. They are named by version, operating system and processor only.
 */
interface Entry {
  version?: string
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  license?: string
  optionalDependencies?: Record<string, string>
}

const file = join(import.meta.dirname, '../package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> }
const SYSTEMS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'openbsd',
  'netbsd',
  'openharmony',
  'sunos',
  'aix',
  'win32',
  'windows',
  'wasm32',
]
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'riscv64', 'loong64', 'ppc64', 's390x', 'mips64el', 'wasm32']

let added = 0
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`
    const top = `node_modules/${name}`
    if (lock.packages[nested] || lock.packages[top] || !isPlatformPackage(name)) continue
    lock.packages[top] = { version, ...platformOf(name), license: entry.license ?? 'MIT', optional: true }
    added++
  }
}
const sorted = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`)
console.log(`lockfile: ${added} packages of other platforms added`)

function isPlatformPackage(name: string): boolean {
  return SYSTEMS.some((system) => name.split(/[-/]/).includes(system))
}

function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  const parts = name.split(/[-/]/)
  const system = SYSTEMS.find((one) => parts.includes(one)) ?? 'linux'
  const cpu = PROCESSORS.find((one) => parts.includes(one)) ?? 'arm'
  const libc = parts.includes('musl') || parts.includes('musleabihf') ? { libc: ['musl'] } : {}
  return { cpu: [cpu], ...libc, os: [system === 'windows' ? 'win32' : system] }
}
