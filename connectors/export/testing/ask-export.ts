import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import type { House } from '#core/house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { makeFile } from '../run/make-file.ts'

const ALL = [
  'customers.export',
  'orders.export',
  'interactions.export',
  'products.export',
  'products.read',
  'customers.read',
  'orders.read',
  'orders.profit',
  'customers.edit',
  'customers.contact',
  'orders.write',
]

/** For tests: somebody with a key, who exports. */
export async function asker(
  { house, app }: { house: House; app: FastifyInstance },
  rights: { permissions?: string[]; unitIds?: number[]; masked?: string[] } = {},
) {
  const { permissions = ALL, ...more } = rights
  const { key, keyId } = await house.asSystem('test', (ctx) =>
    addApiKey(ctx, { name: `asker ${JSON.stringify(more)}`, permissions, ...more }),
  )
  const headers = { authorization: `Bearer ${key}` }
  const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
    app.inject({ method, url, headers, ...(payload && { payload }) })
  const start = async (wish: object): Promise<{ exportId: string; taskId: string }> => {
    const answer = await ask('POST', '/api/exports', wish)
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  const find = async (exportId: string) => (await ask('GET', `/api/exports/${exportId}`)).json()
  const make = (exportId: string) => makeFile(house, exportId, { signal: new AbortController().signal, isLast: true })
  /** From the wish to the bytes. */
  const fetch = async (wish: object): Promise<Buffer> => {
    const { exportId } = await start(wish)
    await make(exportId)
    const { link } = await find(exportId)
    assert.ok(link, 'the file is made')
    const answer = await ask('GET', link)
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.rawPayload
  }
  return { ask, start, find, make, fetch, key, keyId, headers }
}

/** Header and rows of a CSV, cell by cell, read by other rules than those it was written by. */
export function readCells(csv: Buffer): string[][] {
  const text = csv.toString('utf8').replace(/^\uFEFF/, '')
  const rows: string[][] = []
  let row: string[] = []
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'))
    if (match[3] === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
