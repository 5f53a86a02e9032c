import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import { PASSWORD } from './add-person.ts'
import { Browser } from './browser.ts'

/** A browser signed in as somebody from `addPerson`; `sudo`: with the password confirmed once more. */
export async function signInAs(
  app: FastifyInstance,
  email: string,
  options: { sudo?: boolean; address?: string } = {},
): Promise<Browser> {
  const browser = new Browser(app, {}, options.address)
  const answer = await browser.post('/api/sign-in', { email, password: PASSWORD })
  assert.equal(answer.statusCode, 200, answer.body)
  if (options.sudo) assert.equal((await browser.post('/api/session/sudo', { password: PASSWORD })).statusCode, 200)
  return browser
}
