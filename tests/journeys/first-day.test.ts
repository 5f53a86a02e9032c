import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, comeInAsOwner, OWNER, openDeskHouse, signIn } from './desk.ts'
import { writeShopFile } from './shop-file.ts'

const house = await openDeskHouse()
const file = join(house.data, '店铺订单.csv')
const shop = writeShopFile(file)

test('first start: the printed link makes an owner; the empty house says what to do', async (t) => {
  const page = await house.open(t, 'zh-CN')
  await comeInAsOwner(house, page)
  await page.getByRole('button', { name: '导入文件' }).waitFor()
  await page.getByRole('button', { name: '载入示例' }).waitFor()
  const again = await house.open(t, 'zh-CN')
  await again.goto(await house.firstLink())
  const inputs = again.locator('form input')
  await inputs.nth(0).fill('李四')
  await inputs.nth(1).fill('second@example.com')
  await inputs.nth(2).fill(OWNER.password)
  await again.locator('form button[type=submit]').click()
  await again.getByText('链接已用过或已过期').first().waitFor()
})

test('import: drop the file, see what it means, watch it, come back after a reload', async (t) => {
  const page = await house.open(t, 'zh-CN')
  await signIn(page, OWNER.email, OWNER.password)
  await page.goto('/import')
  await page.setInputFiles('input[type=file]', file)
  await page.getByRole('button', { name: '开始导入' }).click()
  await page.reload()
  await page.getByText('已完成').first().waitFor({ timeout: 60_000 })
  const shown = await page.locator('main').innerText()
  assert.match(shown, new RegExp(`总行数\\s*${shop.rows}`))
  assert.match(shown, new RegExp(`未导入\\s*${shop.refused}`))
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText(/下载未导入的/).click()])
  const errors = readFileSync(await download.path(), 'utf8')
  assert.match(errors, /T999001/)
  assert.match(errors, /不是日期/)
  // The analysis that follows an import says when it is in, and where to look.
  await page.getByText(/已按新数据重新分析/).waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: '查看总览' }).click()
  await page.waitForURL(/\/overview$/)
})

test('a stranger who follows a link comes to the sign-in, and from there to the link', async (t) => {
  const page = await house.open(t, 'zh-CN')
  const answer = await page.request.get('/customers?sort=-revenue', { maxRedirects: 0 })
  assert.equal(answer.status(), 302)
  await page.goto('/customers?sort=-revenue')
  await page.locator('form input[type=email]').fill(OWNER.email)
  await page.locator('form input[type=password]').fill(OWNER.password)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL(/\/customers\?sort=-revenue$/)
  const outside = await page.request.get(`${house.server.url}//evil.test/x`, {
    maxRedirects: 0,
    headers: { cookie: '' },
  })
  assert.doesNotMatch(outside.headers().location ?? '', /evil/)
})

test('customer: found by pinyin in the palette, the whole history on one page', async (t) => {
  const page = await house.open(t, 'zh-CN')
  await signIn(page, OWNER.email, OWNER.password)
  await page.locator('main').waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('zhangsan')
  await page.getByRole('option', { name: /张三/ }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/)
  await page.locator('h1', { hasText: '张三' }).waitFor()
  await page.getByText('T000011').first().waitFor()
  await page.getByPlaceholder('写备注').click()
})

test('the palette opens nobody of the former question: Enter waits for the answer, a whole order number leads to the order', async (t) => {
  const page = await house.open(t, 'zh-CN')
  await signIn(page, OWNER.email, OWNER.password)
  await page.locator('main').waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('zhangsan')
  await page.getByRole('option', { name: /张三/ }).first().waitFor()
  await page.route('**/api/search*', async (route) => {
    await new Promise((after) => setTimeout(after, 700))
    await route.continue()
  })
  await page.locator('dialog.palette input').fill('chenxiaoming')
  await page.keyboard.press('Enter')
  await page.getByText('正在搜索').waitFor()
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/)
  await page.locator('h1', { hasText: '陈小明' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('T000011')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}/)
  await page.goto('/customers/nope')
  await page.getByText('没有这位客户').waitFor()
})

test('the same file again changes nothing and says so', async (t) => {
  const page = await house.open(t, 'zh-CN')
  await signIn(page, OWNER.email, OWNER.password)
  await page.goto('/import')
  await page.setInputFiles('input[type=file]', file)
  await page.getByRole('button', { name: '开始导入' }).click()
  const result = page.locator('main', { hasText: new RegExp(`无变化\\s*${shop.rows - shop.refused}(?!\\d)`) })
  await result.waitFor({ timeout: 60_000 })
  await page.getByText('这个文件之前导入过').waitFor()
})

test('value: the key customers are named, with the reason, and open from the overview', async (t) => {
  const page = await house.open(t, 'zh-CN')
  await signIn(page, OWNER.email, OWNER.password)
  await page.goto('/customers?class=key')
  await page
    .getByRole('tab', { name: '关键客户' })
    .or(page.getByText('关键客户', { exact: true }))
    .first()
    .click()
  await page.getByText(shop.best).first().waitFor({ timeout: 60_000 })
  await page.goto('/overview')
  await page
    .getByText(/的客户带来/)
    .first()
    .waitFor({ timeout: 30_000 })
})

test('segment: built by hand, counted while it is built, and then a filter', async (t) => {
  const page = await house.open(t, 'zh-CN')
  await signIn(page, OWNER.email, OWNER.password)
  await page.goto('/segments/new')
  await page.getByLabel('名称').fill('买过十次')
  await page.getByRole('button', { name: '条件', exact: false }).first().click()
  await page.getByText('购买过……').click()
  await page.getByLabel('数量').fill('1')
  await page.locator('.segment-editor').getByText('位客户符合').waitFor()
  const size = Number(await page.locator('.segment-count').innerText())
  assert.ok(size > 0 && size < shop.customers, `${size} customers`)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存').first().waitFor()
  await page.goto('/segments')
  await page.getByText('买过十次').first().click()
  await page.locator('.segment-count').waitFor()
  assert.equal(Number(await page.locator('.segment-count').innerText()), size)
  const segment = /\/segments\/(\d+)/.exec(page.url())?.[1]
  const { body } = await ask<{ count: number }>(page, `/api/customers/count?segment=${segment}`)
  assert.equal(body.count, size, 'as a filter it finds the same customers')
})

test('export: the list as a file, made in the background, downloaded from the tray', async (t) => {
  const page = await house.open(t, 'zh-CN')
  await signIn(page, OWNER.email, OWNER.password)
  await page.goto('/customers')
  await page.getByText('张三').first().waitFor()
  await page.locator('main header .actions button').last().click()
  await page.getByText('导出为 CSV').click()
  await page.getByText('正在生成文件').first().waitFor()
  await page.locator('.task-tray, header.top-bar').first().getByRole('button').first().waitFor()
  const answer = await waitForExport(page)
  const text = await page.evaluate(async (to) => (await fetch(to)).text(), answer)
  assert.match(text, /customer_ref/)
  assert.equal(text.trim().split('\n').length, shop.customers + 1)
})

test('English: the same desk in the other language, on a phone', async (t) => {
  const page = await house.open(t, 'en', 'phone')
  await signIn(page, OWNER.email, OWNER.password)
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
  await page.getByRole('button', { name: 'Switch to English' }).click()
  await kept
  await page.goto('/import')
  await page.getByText('Drop your file here').first().waitFor()
  const words = await page.locator('body').innerText()
  assert.doesNotMatch(
    words.replaceAll('店铺订单.csv', '').replaceAll(OWNER.name, ''),
    /\p{Script=Han}{2,}/u,
    'no Chinese left on the English page',
  )
})

/** Where the finished file of the newest export is. */
async function waitForExport(page: Page): Promise<string> {
  for (let tries = 0; tries < 150; tries++) {
    const { body } = await ask<{ items: { kind: string; state: string; result: unknown }[] }>(page, '/api/tasks')
    const done = body.items.find((task) => task.kind === 'export' && task.state === 'done')
    const to = done ? JSON.stringify(done.result) : null
    const address = to && (/"(?:to|href|file)":"([^"]+)"/.exec(to)?.[1] ?? null)
    if (address) return address
    await page.waitForTimeout(200)
  }
  return assert.fail('the export never ended')
}
