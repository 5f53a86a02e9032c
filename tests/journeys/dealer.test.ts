import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { importFile } from '#connectors/imports/run/import-file.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { searchCustomers } from '#modules/customers/search/search-customers.ts'
import { changeMany } from '#modules/customers/tag/change-many.ts'
import { ensureUnit } from '#modules/team/public.ts'
import { addPerson, PASSWORD } from '#modules/team/testing/add-person.ts'
import { openForCommand } from '../../apps/open-for-command.ts'
import { ask, comeInAsOwner, openDeskHouse, signIn } from './desk.ts'
import { writeShopFile } from './shop-file.ts'

const desk = await openDeskHouse()

before(async () => {
  const file = join(desk.data, 'orders.csv')
  writeShopFile(file)
  const house = await openForCommand({ data: desk.data })
  await importFile(house, { kind: 'orders', path: file, source: 'shop' })
  const unit = await house.asSystem('test', (ctx) => ensureUnit(ctx, '成都经销商', 'dealer'))
  // Three of the customers are the dealer's.
  const found = await house.asSystem('test', (ctx) => searchCustomers(ctx, { q: '三', limit: 20 }))
  const theirs = found.items.filter(({ name }) => ['张三', '黄三', '杨三'].includes(name)).map(({ id }) => id)
  await house.asSystem('test', (ctx) =>
    changeMany(ctx, { customerIds: theirs, addUnitIds: [unit], removeUnitIds: [1] }),
  )
  await addPerson(house, 'dealer@example.com', 'dealer', unit)
  await addPerson(house, 'analyst@example.com', 'analyst', 1)
  await runWaitingJobs(house)
  await house.close()
})

const names = async (page: Page) => {
  await page.goto('/customers')
  await page.locator('main table tbody tr').first().waitFor()
  return page.locator('main table tbody tr').count()
}

test('a dealer sees only the customers of their unit: list, search, address, API', async (t) => {
  const owner = await desk.open(t, 'zh-CN')
  await comeInAsOwner(desk, owner)
  assert.ok((await names(owner)) > 20, 'positive control: the owner sees them all')
  const query = `/api/search?q=${encodeURIComponent('李三')}`
  const foreign = (await ask<{ items: { id: string }[] }>(owner, query)).body.items[0]?.id
  assert.ok(foreign)
  const page = await desk.open(t, 'zh-CN')
  await signIn(page, 'dealer@example.com', PASSWORD)
  assert.equal(await names(page), 3)
  assert.equal((await ask<{ items: unknown[] }>(page, query)).body.items.length, 0)
  await page.goto(`/customers/${foreign}`)
  await page
    .getByText(/没有|不存在|找不到/)
    .first()
    .waitFor()
  assert.equal((await ask<{ count: number }>(page, '/api/customers/count')).body.count, 3)
})

test('an analyst sees phone numbers masked, and can not ask for them', async (t) => {
  const page = await desk.open(t, 'zh-CN')
  await signIn(page, 'analyst@example.com', PASSWORD)
  const listed = await ask<{ items: unknown[] }>(page, '/api/customers?limit=50')
  assert.equal(listed.status, 200)
  assert.ok(listed.body.items.length > 20)
  assert.doesNotMatch(JSON.stringify(listed.body), /1380013\d{4}/)
  const filter = encodeURIComponent(JSON.stringify([{ field: 'phone', op: 'is', value: '+8613800138000' }]))
  assert.equal((await ask(page, `/api/customers?filter=${filter}`)).status, 403)
})

test('keyboard only: from the list into a record and back, without a mouse', async (t) => {
  const page = await desk.open(t, 'en')
  await signIn(page, 'dealer@example.com', PASSWORD)
  await page.goto('/customers')
  await page.locator('main table tbody tr').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}|open=/)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('import')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  assert.ok((await page.locator(':focus').count()) === 1, 'Tab moves the focus to something one can see')
})
