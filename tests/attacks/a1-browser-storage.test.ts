import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { comeInAsOwner, OWNER, openDeskHouse, signIn } from '../journeys/desk.ts'

const house = await openDeskHouse()

/** Everything that a script on the page, or who opens the browser's profile, could read of what the desk keeps there. */
const dump = (page: Page): Promise<string> =>
  page.evaluate<string>(`(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name)
    const own = [{ ...localStorage }, { ...sessionStorage }, document.cookie, databases, await caches.keys()]
    return JSON.stringify([...own, window.name, history.state, location.href])
  })()`)

/** Which of these secrets, or anything that looks like one of ours, stands in it. */
function secretsIn(text: string, secrets: string[]): string[] {
  const known = secrets.filter((secret) => text.includes(secret))
  return [...known, ...(text.match(/rk_[0-9a-f]{32}_|[A-Za-z0-9_-]{43,}/g) ?? [])]
}

test('A1: after signing in and going about the browser keeps no secret where a script can read it', async (t) => {
  const page = await house.open(t, 'en')
  const link = await house.firstLink()
  await comeInAsOwner(house, page)
  const cookies = await page.context().cookies()
  const session = cookies.find(({ name }) => /sid$/.test(name))
  assert.ok(
    session?.httpOnly && session.sameSite === 'Lax',
    JSON.stringify(cookies.map(({ value: _, ...rest }) => rest)),
  )
  const first = session.value
  await page.context().clearCookies()
  await signIn(page, OWNER.email, OWNER.password)
  const key = await page.evaluate(async (password) => {
    const post = (path: string, body: object) =>
      fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    await post('/api/session/sudo', { password })
    return (await (await post('/api/keys', { name: 'k', permissions: ['settings.change'] })).json()) as { key?: string }
  }, OWNER.password)
  assert.match(String(key.key), /^rk_/)
  for (const path of ['/customers', '/import', '/account', '/settings', '/keys', '/']) {
    await page.goto(path)
    await page.locator('main').waitFor()
  }
  const now = (await page.context().cookies()).find(({ name }) => /sid$/.test(name))?.value ?? ''
  assert.ok(now.length >= 43 && now !== first)
  const secrets = [first, now, OWNER.password, String(key.key), new URL(link).hash.slice(1)]
  assert.deepEqual(secretsIn(await dump(page), secrets), [])
  assert.equal(await page.evaluate(`document.cookie.includes('sid')`), false)
  // Control: the same look finds a secret wherever a careless page would put it.
  await page.evaluate((token) => localStorage.setItem('token', token), now)
  assert.deepEqual(new Set(secretsIn(await dump(page), secrets)), new Set([now]))
  await page.evaluate(() => localStorage.removeItem('token'))
  await page.evaluate((password) => sessionStorage.setItem('draft', password), OWNER.password)
  assert.deepEqual(secretsIn(await dump(page), secrets), [OWNER.password])
})
