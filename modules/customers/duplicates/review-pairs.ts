import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { forbidden, invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { queueJob } from '#core/jobs/job.ts'
import { startTask } from '#core/jobs/task.ts'
import { presentCustomer } from '../customer/present-customer.ts'
import type { listDuplicatesCall } from './contract.ts'
import { SCAN_JOB, SCAN_QUEUE } from './scan-names.ts'
import { type Side, sideOf } from './side.ts'

type Reply = ReplyOf<typeof listDuplicatesCall>

interface Row {
  one: Side
  other: Side
  probability: number
  reasons: Reply['items'][number]['reasons']
  household: boolean
  foundAt: Date
}

/** Pairs to decide about, the surest first, with what speaks for and against each. */
export async function listDuplicates(ctx: Context, input: InputOf<typeof listDuplicatesCall>): Promise<Reply> {
  const after = input.cursor === undefined ? null : readCursor(input.cursor)
  const both = sql`customers.duplicate_pairs p
    join customers.customers a on a.customer_id = p.customer_id and a.listed
    join customers.customers b on b.customer_id = p.other_id and b.listed`
  const { rows } = await sql<Row>`
    select ${sideOf('a')} as one, ${sideOf('b')} as other, p.probability, p.reasons, p.looks_like_household as household, p.found_at as "foundAt"
    from ${both} where p.state = 'open'
      ${after ? sql`and (p.looks_like_household, -p.probability, p.customer_id, p.other_id) > (${after.household}, ${-after.probability}::real, ${after.one}::uuid, ${after.other}::uuid)` : sql``}
    order by p.looks_like_household, p.probability desc, p.customer_id, p.other_id limit ${input.limit + 1}`.execute(
    ctx.db,
  )
  const items = rows.slice(0, input.limit)
  const last = items.at(-1)
  const { rows: counted } = await sql<{ open: number }>`
    select count(*)::int as open from ${both} where p.state = 'open'`.execute(ctx.db)
  return {
    items: items.map((row) => ({
      ...row,
      one: presentCustomer(ctx, row.one),
      other: presentCustomer(ctx, row.other),
      foundAt: row.foundAt.toISOString(),
    })),
    next: rows.length > input.limit && last ? writeCursor(last) : null,
    open: counted[0]?.open ?? 0,
    scan: await lastScan(ctx),
  }
}

async function lastScan(ctx: Context): Promise<Reply['scan']> {
  const { rows } = await sql<NonNullable<Reply['scan']> & { startedAt: Date }>`
    select started_at as "startedAt", seconds, records, pairs, merged from customers.duplicate_scans
    order by started_at desc limit 1`.execute(ctx.db)
  return rows[0] ? { ...rows[0], startedAt: rows[0].startedAt.toISOString() } : null
}

const writeCursor = ({ household, probability, one, other }: Row) =>
  Buffer.from([household ? 'h' : 'd', probability, one.id, other.id].join(' ')).toString('base64url')

function readCursor(text: string): { household: boolean; probability: number; one: string; other: string } {
  const parts = /^([hd]) (\d(?:\.\d+)?(?:e-\d+)?) ([0-9a-f-]{36}) ([0-9a-f-]{36})$/.exec(
    Buffer.from(text, 'base64url').toString('utf8'),
  )
  const [, kind, probability, one = '', other = ''] = parts ?? []
  if (probability === undefined)
    throw invalid('cursor_invalid', 'This cursor does not belong to this list.', { field: 'cursor' })
  return { household: kind === 'h', probability: Number(probability), one, other }
}

/** Queues a scan of everybody and shows it in the tray of whoever asked. */
export async function startScan(ctx: Context): Promise<{ taskId: string }> {
  if (ctx.scope.units !== 'all') throw forbidden('company_wide_only', 'A scan looks through the whole company.')
  const taskId = await startTask(ctx, { kind: 'duplicates', title: 'customers:duplicates.scan', total: 100 })
  queueJob(ctx, { name: SCAN_JOB }, { taskId }, { queue: SCAN_QUEUE, attempts: 2 })
  audit(ctx, 'customers.duplicates.scanned')
  return { taskId }
}
