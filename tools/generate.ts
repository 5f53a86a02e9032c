import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import { openHouse } from '#core/house.ts'
import { COMMON_ERRORS } from '#core/http/contract.ts'
import { buildServer } from '#core/http/server.ts'
import { openHub } from '#core/live/hub.ts'
import { serveLive } from '#core/live/serve-live.ts'
import { openLog } from '#core/log.ts'
import { rooms } from '../apps/rooms.ts'
import { outwardEventLines } from './event-pages.ts'

/** `npm run generate`: what is made from the code. `--check` only tells what is out of date. */
const root = join(import.meta.dirname, '..')
const check = process.argv.includes('--check')
const data = mkdtempSync(join(tmpdir(), 'rapport-generate-'))
const house = await openHouse({ rooms, data, log: openLog('error') })
const files = new Map<string, string>()
try {
  files.set('core/database/tables.ts', tableTypes())
  files.set('docs/generated/openapi.json', await openApiText())
  files.set('docs/generated/tables.md', await tablesPage())
  files.set('docs/generated/calls.md', callsPage())
  files.set('docs/generated/events.md', eventsPage())
  files.set('docs/generated/permissions.md', permissionsPage())
  files.set('docs/generated/night-map.md', nightPage())
} finally {
  await house.close()
  rmSync(data, { recursive: true, force: true })
}

const stale = [...files].filter(
  ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
)
if (check && stale.length > 0) {
  console.error(`Out of date: ${stale.map(([path]) => path).join(', ')}. Run: npm run generate`)
  process.exit(1)
}
for (const [path, text] of stale) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
console.log(
  check ? `generated: ${files.size} files, all fresh` : `generated: ${stale.length} of ${files.size} files written`,
)
process.exit(0)

function tableTypes(): string {
  const out = join(data, 'tables.ts')
  const { host, user, database } = house.database.owner.options as pg.ClientConfig
  const url = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host ?? '')}`
  const schemas = `(${['core', 'facts', ...rooms.map((room) => room.name)].join('|')}).*`
  const args = [
    '--dialect',
    'postgres',
    '--url',
    url,
    '--out-file',
    out,
    '--include-pattern',
    schemas,
    '--date-parser',
    'string',
    '--log-level',
    'error',
  ]
  execFileSync(process.execPath, [join(root, 'node_modules/.bin/kysely-codegen'), ...args], {
    cwd: data,
    stdio: ['ignore', 2, 2],
  })
  const text = readFileSync(out, 'utf8')
  // Partitions come with the data; the table they belong to says it all.
  const exact = text.replace(
    'ColumnType<string, bigint | number | string,',
    'ColumnType<bigint, bigint | number | string,',
  )
  return exact.replaceAll(/^.*InteractionsP?\d{6}.*\n/gm, '')
}

async function openApiText(): Promise<string> {
  const app = await buildServer(house)
  const hub = openHub(house)
  serveLive(app, house, hub)
  await app.ready()
  const text = JSON.stringify(app.swagger(), null, 2)
  await app.close()
  await hub.close()
  return `${text}\n`
}

async function tablesPage(): Promise<string> {
  const { rows } = await house.database.owner.query<{ table: string; note: string; columns: string; policies: string }>(
    `
    select format('%s.%s', n.nspname, c.relname) as table,
      (select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select string_agg(p.polname, ', ' order by p.polname) from pg_policy p where p.polrelid = c.oid), '–') as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v') and not c.relispartition and n.nspname = any($1)
    order by n.nspname, c.relname`,
    [['core', 'facts', ...rooms.map((room) => room.name)]],
  )
  const lines = rows.map((row) => `| ${row.table} | ${row.columns} | ${row.policies} |`)
  return page('Tables and views', ['| table | columns | row policies |', '|---|---|---|', ...lines])
}

function callsPage(): string {
  const lines = rooms.flatMap((room) =>
    (room.calls ?? []).map(
      ({ call }) =>
        `| ${call.method} | ${call.path} | ${call.permission} | ${call.summary} | ${(call.errors ?? []).join(', ')} |`,
    ),
  )
  return page('Calls', [
    `Any call may answer: ${COMMON_ERRORS.join(', ')}.`,
    '',
    '| method | path | permission | what | errors |',
    '|---|---|---|---|---|',
    ...lines,
  ])
}

function eventsPage(): string {
  const lines = rooms.flatMap((room) =>
    (room.reactions ?? []).map((reaction) => `| ${reaction.to} | ${reaction.name} |`),
  )
  const outward =
    'What a webhook may be told. `type` of a message is the name of the event, `data` these fields; an event about one customer has `customerId` too.'
  return page('Events', [
    '## What is told outside, and its fields',
    '',
    outward,
    '',
    ...outwardEventLines(root),
    '## Who reacts in the house',
    '',
    '| event | reaction |',
    '|---|---|',
    ...lines.sort(),
  ])
}

function permissionsPage(): string {
  const lines = rooms.flatMap((room) =>
    Object.entries(room.permissions ?? {}).map(
      ([name, { allows, roles }]) => `| ${name} | ${allows} | ${['owner', ...roles].join(', ')} |`,
    ),
  )
  return page('Permissions', ['| permission | allows | roles that start with it |', '|---|---|---|', ...lines])
}

function nightPage(): string {
  const lines = rooms.flatMap((room) =>
    (room.jobs ?? []).flatMap((job) => (job.cron ? [`| \`${job.cron}\` | ${job.name} |`] : [])),
  )
  return page('Recurring work', ['Times are UTC.', '', '| when | job |', '|---|---|', ...lines.sort()])
}

function page(title: string, lines: string[]): string {
  return `# ${title}\n\nMade by \`npm run generate\`; do not edit.\n\n${lines.join('\n')}\n`
}
