import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const node = process.execPath

/** `npm run check`: every rule of the house that needs no running product. Stops at nothing, tells all. */
const steps: [name: string, command: string, args: string[]][] = [
  ['types of the server', bin('tsc'), ['-p', 'tsconfig.server.json']],
  ['types of the web', bin('tsc'), ['-p', 'tsconfig.web.json']],
  ['style', bin('biome'), ['check', '--error-on-warnings', '--diagnostic-level=warn', '.']],
  [
    'import rules',
    node,
    [
      bin('depcruise'),
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err-long',
      'core',
      'modules',
      'connectors',
      'apps',
      'tools',
    ],
  ],
  ['house rules', node, ['tools/house-check.ts']],
  ['words of both languages', node, ['tools/words-check.ts']],
  ['dead code', node, [bin('knip'), '--no-progress']],
  ['generated files', node, ['tools/generate.ts', '--check']],
  ['packages', node, ['tools/packages-check.ts']],
  ['secrets', node, [bin('secretlint'), '--secretlintignore', '.gitignore', '**/*']],
]

const failed = steps.filter(([name, command, args]) => {
  const begun = Date.now()
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 })
  console.log(`${status === 0 ? '✔' : '✘'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
  if (status !== 0) console.log(`${stdout}${stderr}`.trimEnd())
  return status !== 0
})
console.log(`\ncheck: ${steps.length - failed.length} passed, ${failed.length} failed`)
process.exit(failed.length > 0 ? 1 : 0)
