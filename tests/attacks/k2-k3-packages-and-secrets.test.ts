import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'rapport-k3-'))
after(() => rmSync(folder, { recursive: true, force: true }))

interface Entry {
  version?: string
  integrity?: string
  resolved?: string
  license?: string
  hasInstallScript?: boolean
  link?: boolean
}
interface Manifest {
  dependencies: Record<string, string>
}

/** What the check of the packages says of the lockfile and manifest after a change. */
function checkWith(change: (packages: Record<string, Entry>, manifest: Manifest) => void) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Entry> }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
  change(lock.packages, manifest)
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock))
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'tools/packages-check.ts'), folder], {
    encoding: 'utf8',
  })
  return { status, said: stderr.trim() }
}

const entry = (packages: Record<string, Entry>) => packages['node_modules/fastify'] as Entry

test('K3 control: the packages as they are pass', () => {
  assert.equal(checkWith(() => {}).status, 0)
})

const tampered: [string, (packages: Record<string, Entry>, manifest: Manifest) => void, RegExp][] = [
  ['a package without integrity', (packages) => delete entry(packages).integrity, /fastify: no integrity/],
  [
    'one from git',
    (packages) => Object.assign(entry(packages), { resolved: 'git+ssh://git@example.test/x.git' }),
    /fastify: not from the registry/,
  ],
  [
    'one from an address',
    (packages) => Object.assign(entry(packages), { resolved: 'https://example.test/x.tgz' }),
    /fastify: not from the registry/,
  ],
  ['a linked folder', (packages) => Object.assign(entry(packages), { link: true }), /fastify: not from the registry/],
  [
    'an install script that nobody approved',
    (packages) => Object.assign(entry(packages), { hasInstallScript: true }),
    /fastify: has an install script/,
  ],
  [
    'a licence that is not on the list',
    (packages) => Object.assign(entry(packages), { license: 'SSPL-1.0' }),
    /fastify: licence SSPL-1.0/,
  ],
  ['no licence at all', (packages) => delete entry(packages).license, /fastify: licence unknown/],
  [
    'a range of versions',
    (_, manifest) => Object.assign(manifest.dependencies, { fastify: '^5.0.0' }),
    /no exact version/,
  ],
]
for (const [name, change, wanted] of tampered) {
  test(`K3: ${name} fails the check by name`, () => {
    const { status, said } = checkWith(change)
    assert.equal(status, 1)
    assert.match(said, wanted)
  })
}

test('K2: the check of secrets finds a planted one, and the desk that browsers load has neither secrets nor source maps', () => {
  const planted = join(folder, 'planted.ts')
  writeFileSync(
    planted,
    `const key = 'AKIA${'IOSFODNN7QQXMPLE'}'\nconst secret = '${'wJalrXUtnFEMI/K7MDENG/bPxRfiCY'}${'ZZZZZZZZZZ'}'\nexport const url = 'postgres://me:${'verysecret1234'}@db.example.test/x'\n`,
  )
  const lint = (file: string) =>
    spawnSync(process.execPath, [join(root, 'node_modules/.bin/secretlint'), '--no-gitignore', file], {
      cwd: root,
      encoding: 'utf8',
    })
  const found = lint(planted)
  assert.notEqual(found.status, 0, 'control: a planted secret is found')
  assert.match(`${found.stdout}${found.stderr}`, /planted\.ts|secret/i)
  const desk = join(root, 'dist/desk')
  assert.ok(existsSync(desk), 'the desk is built (npm run build)')
  const faults = readdirSync(desk, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.(js|css|html|map)$/.test(file.name))
    .flatMap((file) => faultsOf(file.name, readFileSync(join(file.parentPath, file.name), 'utf8')))
  assert.deepEqual(faults, [])
  assert.equal(faultsOf('x.js', 'a()\n//# sourceMappingURL=x.js.map').length, 1, 'control')
  assert.equal(faultsOf('x.js', `const k = "rk_${'0'.repeat(32)}_abc"; process.env.SMTP_URL`).length, 2, 'control')
})

/** What a file that browsers load must not have in it. */
function faultsOf(name: string, text: string): string[] {
  const patterns: [string, RegExp][] = [
    ['source map', /sourceMappingURL=|"mappings":"/],
    ['key', /rk_[0-9a-f]{32}_/],
    ['environment', /process\.env\.(?!NODE_ENV)[A-Z_]+/],
    ['database address', /postgres(ql)?:\/\/[^\s"'`]*:[^\s"'`]*@/],
    ['private key', /-----BEGIN [A-Z ]*PRIVATE KEY/],
  ]
  return [
    ...(name.endsWith('.map') ? [`${name}: source map`] : []),
    ...patterns.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${name}: ${what}`),
  ]
}
