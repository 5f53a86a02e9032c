import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, comeInAsOwner, OWNER, openDeskHouse, signIn } from './desk.ts'

const desk = await openDeskHouse()

interface Shown {
  id: string
  ownerStaffId: string | null
  addresses: { street: string; version: number }[]
  custom: { [key: string]: unknown }
  metrics: { orders: number; revenue: string }
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

test('a customer, a field, an address, an owner and an order, all made by hand', async (t) => {
  const page = await desk.open(t, 'en')
  await comeInAsOwner(desk, page)

  await page.goto('/customer-fields')
  await page.getByText('No fields of your own yet').waitFor()
  await page.getByRole('button', { name: 'Add field' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill('Shoe size')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('listitem').filter({ hasText: 'shoe_size' }).waitFor()

  await page.goto('/customers/new')
  await page.getByLabel('Name (optional)').fill('Ada Lovelace')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/)
  const id = new URL(page.url()).pathname.split('/')[2] ?? ''
  const record = async () => (await ask<Shown>(page, `/api/customers/${id}`)).body

  await page.getByRole('button', { name: 'Edit Shoe size' }).click()
  await page.getByRole('textbox', { name: 'Shoe size' }).fill('37')
  await press(page, 'Enter')
  await page.getByText('Saved').waitFor()
  assert.deepEqual((await record()).custom, { shoe_size: '37' })

  await page.getByRole('button', { name: 'Edit Owner' }).focus()
  await press(page, 'Enter', 'ArrowDown', 'Enter')
  await page.getByText('Owner changed').waitFor()
  assert.ok((await record()).ownerStaffId)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByText('Undone').waitFor()
  assert.equal((await record()).ownerStaffId, null)

  await page.getByRole('button', { name: 'Add an address' }).click()
  await page.getByLabel('Street (optional)').fill('Rua 1')
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
  await page.getByRole('button', { name: 'Edit Rua 1' }).click()
  await page.getByLabel('Street (optional)').fill('Rua 2')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByText('Address changed').waitFor()
  assert.deepEqual(
    (await record()).addresses.map(({ street, version }) => [street, version]),
    [['Rua 2', 2]],
  )
})

test('an order is placed with the keyboard; what is wrong is said at its field', async (t) => {
  const page = await desk.open(t, 'en', 'phone')
  await signIn(page, OWNER.email, OWNER.password)
  const { items } = (await ask<{ items: Shown[] }>(page, '/api/search?q=Ada')).body
  await page.goto(`/customers/${items[0]?.id}?tab=orders`)
  await page.getByRole('button', { name: 'New order' }).focus()
  await press(page, 'Enter')
  await page.getByText('Ada Lovelace').first().waitFor()
  await page.getByRole('combobox', { name: 'Product of line 1' }).focus()
  await page.keyboard.type('TEA-9')
  await page.getByText('New product, number TEA-9').waitFor()
  await press(page, 'Enter')
  await page.getByText('New product, number TEA-9').waitFor({ state: 'hidden' })
  await press(page, 'Tab', 'Control+A')
  await page.keyboard.type('3')
  await press(page, 'Tab')
  await page.keyboard.type('0.333')
  await press(page, 'Tab')
  await page.keyboard.type('5')
  await page.getByRole('button', { name: 'Place order' }).focus()
  await press(page, 'Enter')
  await page.getByText('More than the goods cost').waitFor()
  assert.match(page.url(), /\/orders\/new/)
  await page.getByLabel('Discount').fill('')
  await page.getByRole('button', { name: 'Place order' }).focus()
  await press(page, 'Enter')
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/)
  await page.getByText('TEA-9').first().waitFor()
  const { metrics } = (await ask<Shown>(page, `/api/customers/${items[0]?.id}`)).body
  assert.deepEqual([metrics.orders, metrics.revenue], [1, '0.999'])
})

test('on a phone the judgement of a customer is folded above the timeline, and stands there once', async (t) => {
  const page = await desk.open(t, 'en', 'phone')
  await signIn(page, OWNER.email, OWNER.password)
  const { items } = (await ask<{ items: Shown[] }>(page, '/api/search?q=Ada')).body
  await page.goto(`/customers/${items[0]?.id}`)
  const fold = page.getByRole('button', { name: 'Show value and what to expect' })
  const expectations = page.getByRole('heading', { name: 'What to expect' })
  await fold.waitFor()
  await expectations.waitFor({ state: 'hidden' })
  await fold.focus()
  await press(page, 'Enter')
  await expectations.waitFor()
  assert.equal(await expectations.count(), 1)
  const top = async (what: string) => (await page.locator(what).boundingBox())?.y ?? Number.NaN
  assert.ok((await top('.judgement')) < (await top('.record-middle')), 'above the timeline')
  await page.setViewportSize({ width: 1440, height: 900 })
  await fold.waitFor({ state: 'hidden' })
  assert.equal(await top('.judgement'), await top('.record-middle'), 'beside it on a desk')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Hide value and what to expect' }).click()
  await expectations.waitFor({ state: 'hidden' })
})

test('a product is found by its name while one types the condition of a segment, and named beside its number', async (t) => {
  const page = await desk.open(t, 'en')
  await signIn(page, OWNER.email, OWNER.password)
  const added = await page.evaluate(async () => {
    const body = JSON.stringify({ sku: 'DIA-101', name: 'Oolong of the south' })
    const headers = { 'content-type': 'application/json' }
    return (await fetch('/api/products', { method: 'POST', headers, body })).status
  })
  assert.ok(added === 200 || added === 201, String(added))
  const bought = { measure: 'times', compare: 'atLeast', value: '1', within: { days: 90 } }
  const open = (sku: string) =>
    page.goto(`/segments/new?name=x&condition=${encodeURIComponent(JSON.stringify({ bought: { sku, ...bought } }))}`)
  await open('DIA-101')
  await page.locator('.sentence .faint', { hasText: 'Oolong of the south' }).waitFor()
  await open('T')
  await page.getByRole('combobox', { name: 'product' }).fill('south oolong')
  await page.locator('.ant-select-dropdown').getByText('DIA-101 · Oolong of the south').click()
  assert.equal(await page.getByRole('combobox', { name: 'product' }).inputValue(), 'DIA-101')
})

test('what is half written is kept, or asked about before it is lost', async (t) => {
  const page = await desk.open(t, 'en')
  await signIn(page, OWNER.email, OWNER.password)
  const { items } = (await ask<{ items: Shown[] }>(page, '/api/search?q=Ada')).body
  await page.goto(`/customers/${items[0]?.id}`)
  const note = page.locator('.composer textarea')
  await note.fill('She called about')
  await page.getByRole('tab', { name: 'Orders' }).click()
  await page.getByRole('tab', { name: 'Timeline' }).click()
  assert.equal(await note.inputValue(), 'She called about')
  await note.fill('')

  await page.goto('/orders/new')
  await page.getByLabel('Voucher (optional)').fill('SPRING')
  await page.getByRole('link', { name: 'Segments' }).click()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  assert.match(page.url(), /\/orders\/new/)
  assert.equal(await page.getByLabel('Voucher (optional)').inputValue(), 'SPRING')
  await page.getByRole('link', { name: 'Segments' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.waitForURL(/\/segments$/)

  await page.goto('/staff')
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill('lee@example.com')
  await press(page, 'Escape')
  await page.getByText('If you leave now').waitFor()
  await page.getByRole('button', { name: 'Keep editing' }).click()
  assert.equal(await page.getByRole('textbox', { name: 'E-mail' }).inputValue(), 'lee@example.com')
})

test('a consent asks for its proof, stays inside the window and tells its history in words', async (t) => {
  const page = await desk.open(t, 'zh-CN')
  await signIn(page, OWNER.email, OWNER.password)
  const { items } = (await ask<{ items: Shown[] }>(page, '/api/search?q=Ada')).body
  await page.goto(`/customers/${items[0]?.id}`)
  const record = page.getByRole('button', { name: /登记授权|Record a consent/ }).first()
  await record.click()
  const form = page.locator('.popup form')
  const inside = (box: { y: number; height: number } | null) => box !== null && box.y >= 0 && box.y + box.height <= 900
  let box = await form.boundingBox()
  // It follows its button, which moves while the record above it arrives.
  for (let tries = 0; tries < 20 && !inside(box); tries++) {
    await page.waitForTimeout(100)
    box = await form.boundingBox()
  }
  assert.ok(inside(box), JSON.stringify(box))
  await form.locator('button[type=submit]').click()
  await form.getByText(/请填写|Please fill this in/).waitFor()
  await form.locator('textarea').fill('form 7')
  await form.locator('button[type=submit]').click()
  await form.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: /历史记录|History/ }).click()
  await page
    .locator('.history')
    .getByText(/form 7/)
    .waitFor()
  const told = await page.locator('.history').innerText()
  assert.doesNotMatch(told, /staff:|desk$/m)
})

test('the names of the roles stand above the boxes however far one scrolls', async (t) => {
  const page = await desk.open(t, 'en')
  await signIn(page, OWNER.email, OWNER.password)
  await page.goto('/roles')
  await page.getByRole('columnheader', { name: 'Marketer' }).waitFor()
  // Told as text: our own types know no browser.
  const hidden = await page.evaluate(`(async () => {
    const box = document.querySelector('.rights-box')
    const head = box.querySelectorAll('thead th')[3]
    const hidden = []
    for (let top = 0; top <= box.scrollHeight - box.clientHeight; top += 20) {
      box.scrollTop = top
      await new Promise(requestAnimationFrame)
      const { x, y, width, height } = head.getBoundingClientRect()
      if (document.elementFromPoint(x + width / 2, y + height / 2) !== head) hidden.push(top)
    }
    return box.scrollHeight > box.clientHeight ? hidden : 'nothing to scroll'
  })()`)
  assert.deepEqual(hidden, [])
})

test('a view of one’s own is saved, brought up to date and renamed; amounts are typed as lists print them', async (t) => {
  const page = await desk.open(t, 'en', 'phone')
  await signIn(page, OWNER.email, OWNER.password)
  await page.goto('/customers?orders=1..')
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Buyers')
  await press(page, 'Enter')
  await page.getByRole('link', { name: 'Buyers' }).waitFor()
  await page.getByRole('button', { name: 'Known since' }).click()
  await page.getByRole('menuitem', { name: 'Sales' }).click()
  await page.waitForURL(/sort=-revenue/)
  await page.getByRole('button', { name: 'Update Buyers' }).click()
  await page.getByText('Buyers is updated').waitFor()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByText('Rename or share the view Buyers').click()
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Best buyers')
  await press(page, 'Enter')
  await page.getByRole('link', { name: 'Best buyers' }).waitFor()
  const { body } = await ask<{ items: { name: string; search: object }[] }>(page, '/api/views?list=customers')
  assert.deepEqual(
    body.items.map(({ name, search }) => [name, search]),
    [['Best buyers', { orders: '1..', sort: '-revenue' }]],
  )
  await page.goto('/customers?revenue=1..')
  await page.getByRole('button', { name: /^Sales at least/ }).click()
  await page.getByLabel('at least').fill('1,0x0')
  await page.getByText('This must be a number').waitFor()
  await page.getByLabel('at least').fill('1,000')
  await press(page, 'Enter')
  await page.waitForURL(/revenue=1000\.\./)
})
