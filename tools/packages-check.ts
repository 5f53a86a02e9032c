import { readFileSync } from 'node:fs'
import { join } from 'node:path'

// Another folder: so that a test can show what is refused.
const root = process.argv[2] ?? join(import.meta.dirname, '..')
const ALLOWED =
  /^(\(?(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Unlicense|Python-2\.0|MPL-2\.0|Zlib|WTFPL|BSD|Artistic-2\.0)( (OR|AND) |\)|$))+|^\(.*(MIT|Apache-2\.0|BSD).*\)$/

/** Packages whose lockfile entry has no SPDX name of the list, read by hand. */
const READ_BY_HAND: Record<string, string> = {
  buffers: 'MIT (its package.json of 2012 does not say; the repository does)',
  chainsaw: 'MIT/X11',
  'spdx-exceptions': 'CC-BY-3.0, a list of names used by a development tool',
}

interface Locked {
  version?: string
  resolved?: string
  integrity?: string
  license?: string
  hasInstallScript?: boolean
  link?: boolean
  optional?: boolean
  os?: string[]
  libc?: string[]
}

/** The lockfile: integrity on every package, nothing from git or an address, install scripts approved by name, licences. */
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> }
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  allowScripts?: Record<string, boolean>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const approved = new Set(Object.keys(manifest.allowScripts ?? {}))
const problems: string[] = []
let counted = 0
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '') continue
  counted++
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  if (entry.link || /^(git|https?:\/\/(?!registry\.npmjs\.org\/))/.test(entry.resolved ?? ''))
    problems.push(`${name}: not from the registry`)
  if (!entry.integrity && !isOfOtherPlatform(entry)) problems.push(`${name}: no integrity`)
  if (entry.hasInstallScript && !approved.has(name))
    problems.push(`${name}: has an install script that nobody approved`)
  if (!READ_BY_HAND[name] && !ALLOWED.test(entry.license ?? ''))
    problems.push(`${name}: licence ${entry.license ?? 'unknown'}`)
}
for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
  if (!/^\d/.test(version)) problems.push(`${name}: ${version} is no exact version`)
}
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`packages: ${counted}, all that this platform installs with integrity, approved scripts and known licences`)

/** Added by `complete-lockfile`: never installed here, and without a hash because the registry at hand has no copy. */
function isOfOtherPlatform(entry: Locked): boolean {
  return entry.optional === true && (entry.os !== undefined || entry.libc !== undefined)
}
