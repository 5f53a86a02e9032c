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
