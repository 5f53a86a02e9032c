import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { comeInAsOwner, OWNER, openDeskHouse } from '../journeys/desk.ts'

const house = await openDeskHouse()

/** Addresses that the page wanted beyond this machine; none of them is let out. */
async function watched(page: Page): Promise<string[]> {
  const away: string[] = []
  await page.route(
    (url) => url.hostname !== '127.0.0.1',
    (route) => {
      away.push(route.request().url())
      return route.abort()
    },
  )
  return away
}

const TARGETS = [
  '//evil.test/x',
  '///evil.test',
  '\\\\evil.test',
  '/\\evil.test',
  '/\\/evil.test',
  'https://evil.test/',
  'https:evil.test',
  'HtTpS://evil.test',
  '/%09/evil.test',
  '/\t/evil.test',
  '\t//evil.test',
  'javascript:document.title="hacked"',
  'data:text/html,x',
  '//127.0.0.1@evil.test/',
  '/sign-in/../..//evil.test',
  '@evil.test',
  '.evil.test',
]

async function signInTo(page: Page, to: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`/sign-in?to=${encodeURIComponent(to)}`)
  await page.locator('input').nth(0).fill(OWNER.email)
  await page.locator('input').nth(1).fill(OWNER.password)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.locator('main').waitFor()
}

test('C13: after signing in nobody is led to another site, whatever the address asks for', {
  timeout: 180_000,
}, async (t) => {
  const page = await house.open(t, 'en')
  const away = await watched(page)
  await comeInAsOwner(house, page)
  for (const to of TARGETS) {
    await signInTo(page, to)
    assert.equal(new URL(page.url()).origin, house.server.url, to)
    assert.doesNotMatch(await page.title(), /hacked/, to)
  }
  assert.deepEqual(away, [])
  await signInTo(page, '/import?x=1')
  assert.equal(new URL(page.url()).pathname, '/import', 'control: an address of its own is gone to')
  await page.evaluate(`location.assign('//evil.test/x')`).catch(() => {})
  await page.waitForTimeout(300)
  assert.equal(away.length, 1, 'control: leaving would be seen')
})
