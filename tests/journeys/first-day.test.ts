import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { comeInAsOwner, OWNER, openDeskHouse, signIn } from './desk.ts'
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
  await page.getByRole('heading', { name: /张三/ }).waitFor()
  await page.getByText('T000011').first().waitFor()
  await page.getByPlaceholder('写备注').click()
})

test('the same file again changes nothing and says so', async (t) => {
  const page = await house.open(t, 'zh-CN')
  await signIn(page, OWNER.email, OWNER.password)
  await page.goto('/import')
  await page.setInputFiles('input[type=file]', file)
  await page.getByRole('button', { name: '开始导入' }).click()
  await page.getByText('这个文件之前导入过').waitFor({ timeout: 60_000 })
  assert.match(await page.locator('main').innerText(), new RegExp(`无变化\\s*${shop.rows - shop.refused}`))
})

test('English: the same desk in the other language, on a phone', async (t) => {
  const page = await house.open(t, 'en', 'phone')
  await signIn(page, OWNER.email, OWNER.password)
  await page.goto('/account')
  assert.ok((await page.locator('body').innerText()).length > 0)
})
