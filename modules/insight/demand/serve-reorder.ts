import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Actor, may } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import { AppError, forbidden } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { routeDocument } from '#core/http/call-document.ts'
import { csvLine } from '#core/words/csv-cells.ts'
import { neutraliseFormula } from '#core/words/formula-cells.ts'
import { stockQuery } from './contract.ts'
import { listStock } from './list-stock.ts'

const PERMISSION = 'insight.read'
const PART = 200
const query = stockQuery.strict()

const document = routeDocument({
  method: 'GET',
  path: '/api/insight/demand/reorder.csv',
  permission: PERMISSION,
  summary: 'What to reorder as a CSV file, with the filters of the stock list',
  query,
  gives: { type: 'text/csv', schema: z.string() },
})

const COLUMNS = [
  'sku',
  'name',
  'category',
  'supplier',
  'stock',
  'state',
  'runs_out_week',
  'short_2_weeks',
  'short_4_weeks',
  'next_4_weeks',
  'next_4_weeks_low',
  'next_4_weeks_high',
  'missing',
  'reorder',
]

/** `GET /api/insight/demand/reorder.csv`: the stock list as a file, part by part; no plain call, for its answer is a stream. */
export function serveReorder(app: FastifyInstance, house: House): void {
  app.get('/api/insight/demand/reorder.csv', document, async (request, reply) => {
    const actor = await house.actors.ofRequest(house, request)
    if (!actor) throw new AppError(401, 'not_signed_in', 'Sign in first.')
    if (!may(actor, PERMISSION)) throw forbidden()
    const filters = query.safeParse(request.query)
    if (!filters.success) throw new AppError(400, 'invalid_input', 'These are no filters of the stock list.')
    const act = { actor, permission: PERMISSION, requestId: request.id, address: request.ip }
    await house.transaction(act, async (ctx) => audit(ctx, 'insight.reorder.fetched', { details: filters.data }))
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="reorder.csv"')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(Readable.from(lines(house, actor, filters.data)))
  })
}

async function* lines(house: House, actor: Actor, filters: z.output<typeof query>): AsyncGenerator<string> {
  // Spreadsheets take a file without this mark for the system's own encoding.
  yield `\uFEFF${csvLine(COLUMNS)}`
  for (let cursor: string | undefined; ; ) {
    const input = { ...filters, limit: PART, cursor }
    const { items, next } = await house.transaction({ actor, permission: PERMISSION }, (ctx) => listStock(ctx, input))
    for (const item of items) yield csvLine(cellsOf(item))
    if (next === null) return
    cursor = next
  }
}

const rounded = (value: number, digits: number) => String(Number(value.toFixed(digits)))

function cellsOf(item: Awaited<ReturnType<typeof listStock>>['items'][number]): string[] {
  const texts = [item.sku, item.name, item.category, item.supplier ?? ''].map(neutraliseFormula)
  const { mean, low, high } = item.next4
  return [
    ...texts,
    rounded(item.stock, 3),
    item.state,
    item.runsOutWeek ?? '',
    rounded(item.short2Weeks, 4),
    rounded(item.short4Weeks, 4),
    ...[mean, low, high, item.missing].map((value) => rounded(value, 2)),
    rounded(item.reorder, 0),
  ]
}
