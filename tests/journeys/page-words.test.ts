import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { comeInAsOwner, openDeskHouse } from './desk.ts'

const root = join(import.meta.dirname, '../..')
const KEYS = new Set(
  globSync('{core,apps/desk,modules,connectors}/**/words/zh-CN.json', { cwd: root }).flatMap((file) =>
    keysOf(JSON.parse(readFileSync(join(root, file), 'utf8'))),
  ),
)
/** Pages whose words come with them, as an empty house shows them, with a heading in each language. */
const PAGES: [path: string, chinese: string, english: string][] = [
  ['/insight/explore', '自助分析', 'Explore'],
  ['/insight/needs', '下次购买', 'Next purchases'],
  ['/insight/models', '预测可信度', 'How sure'],
  ['/overview/class-rule', '价值分级规则', 'Rule of the value classes'],
  ['/cleaning', '数据质量', 'Data quality'],
  ['/customer-fields', '客户字段', 'Customer fields'],
  ['/shops', '店铺', 'Shops'],
]

const house = await openDeskHouse()

function keysOf(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([name, inner]) =>
    typeof inner === 'string' ? [`${before}${name}`] : keysOf(inner, `${before}${name}.`),
  )
}

// Looks at every frame for what is written like a key.
const WATCH = `
  const seen = new Set()
  window.writtenLikeKeys = seen
  const look = () => {
    for (const [text] of (document.body?.innerText ?? '').matchAll(/\\b[a-z]\\w*(\\.\\w+)+\\b/g)) seen.add(text)
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)`

/** The raw keys that were visible since the page was loaded, be it for a moment. */
async function keysSeen(page: Page): Promise<string[]> {
  const written = await page.evaluate<string[]>('[...window.writtenLikeKeys]')
  return written.filter((text) => KEYS.has(text) || KEYS.has(`${text}_other`))
}

/** Switches, and waits until the account keeps it: the next page would speak the old language otherwise. */
async function speak(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  const kept = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await page.locator(`button[lang=${language}]`).first().click()
  await kept
}

async function comeIn(t: TestContext): Promise<Page> {
  const page = await house.open(t, 'zh-CN')
  await comeInAsOwner(house, page)
  return page
}

test('words that come with a page are there before it is shown, in either language, and another language waits for them', async (t) => {
  const page = await comeIn(t)
  await page.addInitScript(WATCH)
  // As over a slow line: what is shown too early would be seen.
  await page.route('**/assets/words-*', async (route) => {
    await wait(150)
    await route.continue()
  })
  for (const [path, chinese, english] of PAGES) {
    await page.goto(path)
    await page.locator('h1', { hasText: chinese }).waitFor()
    await speak(page, 'en')
    await page.locator('h1', { hasText: english }).waitFor()
    assert.doesNotMatch(await page.locator('#frame-main').innerText(), /\p{Script=Han}/u, `${path} is all English`)
    await speak(page, 'zh-CN')
    await page.locator('h1', { hasText: chinese }).waitFor()
    assert.deepEqual(await keysSeen(page), [], `no raw key on ${path}`)
  }

  await t.test('a language whose words can’t be had is not shown', async () => {
    await page.goto('/insight/explore')
    await page.locator('h1', { hasText: '自助分析' }).waitFor()
    await page.route('**/assets/words-en-insight-explore*', (route) => route.abort())
    await page.locator('button[lang=en]').first().click()
    await page.locator('.ant-message-error').waitFor()
    await page.locator('h1', { hasText: '自助分析' }).waitFor()
    assert.deepEqual(await keysSeen(page), [])
    await page.unroute('**/assets/words-en-insight-explore*')
    await speak(page, 'en')
    await page.locator('h1', { hasText: 'Explore' }).waitFor()
  })

  await t.test(
    'a page whose words can’t be had says so like one that can’t load, and comes when they can',
    async () => {
      await page.route('**/assets/words-en-insight-needs*', (route) => route.abort())
      await page.goto('/insight/needs')
      const alert = page.locator('#frame-main [role=alert]')
      await alert.waitFor()
      assert.deepEqual(await keysSeen(page), [])
      await page.unroute('**/assets/words-en-insight-needs*')
      await alert.locator('button').click()
      await page.locator('h1', { hasText: 'Next purchases' }).waitFor()
      assert.deepEqual(await keysSeen(page), [])
    },
  )
})
