import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import type { House } from '#core/house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { workOnRun } from '../run/work-on-run.ts'

/** For tests: somebody with a key, who imports. */
export async function importer({ house, app }: { house: House; app: FastifyInstance }) {
  const { key } = await house.asSystem('test', (ctx) =>
    addApiKey(ctx, { name: 'importer', permissions: ['imports.run'] }),
  )
  const headers = { authorization: `Bearer ${key}` }

  const ask = async (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    payload?: object,
    more: Record<string, string> = {},
  ) => {
    const answer = await app.inject({ method, url, headers: { ...headers, ...more }, ...(payload && { payload }) })
    const isJson = String(answer.headers['content-type']).includes('json')
    return { status: answer.statusCode, body: isJson ? answer.json() : null, text: answer.body }
  }

  async function upload(
    name: string,
    bytes: Buffer,
    { partSize = bytes.length, source }: { partSize?: number; source?: string } = {},
  ): Promise<{ id: string; status: number; body: Record<string, unknown> }> {
    const made = await ask('POST', '/api/imports', { fileName: name, ...(source && { source }) })
    assert.equal(made.status, 201, made.text)
    let last = { status: 0, body: {} as Record<string, unknown> }
    for (let at = 0; at < bytes.length; at += partSize) {
      const answer = await app.inject({
        method: 'PUT',
        url: `/api/imports/${made.body.id}/file?at=${at}&of=${bytes.length}`,
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        payload: bytes.subarray(at, at + partSize),
      })
      last = { status: answer.statusCode, body: answer.json() }
    }
    return { id: made.body.id, ...last }
  }

  const runOf = async (id: string) => (await ask('GET', `/api/imports/${id}`)).body

  /** Uploads, starts and finishes a file; its run as the API shows it. */
  async function bring(name: string, bytes: string | Buffer, options: { source?: string } = {}) {
    const { id } = await upload(name, Buffer.from(bytes), options)
    const started = await ask('POST', `/api/imports/${id}/start`)
    assert.equal(started.status, 200, started.text)
    await workOnRun(house, id)
    return runOf(id)
  }

  return { headers, ask, upload, bring, runOf }
}
