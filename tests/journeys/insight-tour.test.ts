import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, comeInAsOwner, OWNER, openDeskHouse, signIn } from './desk.ts'

/** Where pictures of the tour go, if anybody wants them. */
const PICTURES = process.env['TOUR_PICTURES']
const PAGES = [
  '/overview',
  '/overview/class-rule',
  '/insight/value',
  '/insight/value/policies',
  '/insight/needs',
  '/insight/usage',
  '/insight/usage/rule',
  '/insight/baskets',
  '/insight/demand',
  '/insight/demand/rule',
  '/insight/explore',
  '/insight/dashboards',
  '/insight/models',
]
/** Pages whose figures are drawn. */
const DRAWN = new Set(['/overview', '/insight/needs', '/insight/demand', '/insight/explore'])

const house = await openDeskHouse({}, 300)

test('the owner of the sample shop comes in', async (t) => {
  await comeInAsOwner(house, await house.open(t, 'zh-CN'))
})

for (const [language, size, scheme] of [
  ['zh-CN', 'desk', 'light'],
  ['en', 'desk', 'dark'],
  ['zh-CN', 'phone', 'dark'],
  ['en', 'phone', 'light'],
] as const) {
  test(`tour of insight: ${language}, ${size}, ${scheme}`, async (t) => {
    const page = await house.open(t, language, size)
    await page.emulateMedia({ colorScheme: scheme })
    await signIn(page, OWNER.email, OWNER.password)
    await speak(page, language)
    const best = await ask<{ items: { id: string }[] }>(page, '/api/customers?limit=1&sort=-revenue')
    const customer = best.body.items[0]?.id ?? ''
    for (const path of [...PAGES, `/customers/${customer}`, `/insight/customers/${customer}`]) {
      await page.goto(path)
      await settled(page)
      if (PICTURES) await takePicture(page, `${language}-${size}-${path.replaceAll('/', '_')}`)
      await assertReadable(page, path)
      if (size === 'desk') await assertTables(page, path)
    }
  })
}

/** An account speaks the language it last chose, whatever the browser asks for. */
async function speak(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  await page.locator('main').waitFor()
  if ((await page.locator('html').getAttribute('lang')) === language) return
  const kept = page.waitForResponse((answer) => answer.request().method() !== 'GET')
  await page.locator(`button[lang=${language}]`).first().click()
  await kept
  await page.locator(`html[lang=${language}]`).waitFor()
}

/** No skeleton, no spinner, and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page
    .locator('main :is(.late-skeleton, .ant-skeleton, .ant-spin-spinning)')
    .first()
    .waitFor({ state: 'detached' })
}

async function assertReadable(page: Page, path: string): Promise<void> {
  assert.equal(await page.locator('main .state[role=alert]').count(), 0, `${path}: nothing failed`)
  const wide = await page.evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`)
  assert.ok(Number(wide) <= 0, `${path}: the page is ${wide} px too wide`)
  const text = await page.locator('main').innerText()
  assert.doesNotMatch(text, /\b(insight|customers|kit):\w|\{\{|NaN|undefined|Invalid Date/, path)
}

/** Behind every chart stand its figures, and the chart says in words what it shows. */
async function assertTables(page: Page, path: string): Promise<void> {
  const charts = page.locator('main figure.chart')
  const count = await charts.count()
  if (DRAWN.has(path)) assert.ok(count > 0, `${path}: a chart`)
  for (let at = 0; at < count; at++) {
    const chart = charts.nth(at)
    assert.ok((await chart.locator('.finding').innerText()).trim().length > 5, `${path}: what the chart finds`)
    await chart.locator('figcaption button').last().click()
    assert.ok((await chart.locator('table tbody tr').count()) > 0, `${path}: a table behind chart ${at + 1}`)
    await chart.locator('figcaption button').last().click()
  }
}

async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES as string, { recursive: true })
  await page.screenshot({ path: join(PICTURES as string, `${name}.png`), fullPage: true })
}
