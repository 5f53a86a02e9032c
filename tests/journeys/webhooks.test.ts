import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verified } from '#connectors/webhooks/testing/open-webhooks.ts'
import { openReceiver } from '#core/testing/receiver.ts'
import { comeInAsOwner, openDeskHouse } from './desk.ts'

let status = 500
const receiver = await openReceiver((_request, response) => response.writeHead(status).end())
const house = await openDeskHouse({ RAPPORT_OUTWARD_ALLOW: `127.0.0.1:${receiver.port}` })

test('a webhook is added by hand, tested, sent again; an inner address is refused in words', async (t) => {
  const page = await house.open(t, 'zh-CN')
  await comeInAsOwner(house, page)
  await page.goto('/webhooks')
  await page.getByText('还没有推送').waitFor()
  await page.getByRole('button', { name: '添加推送' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('仓库')
  await dialog.getByLabel('接收网址').fill('http://localhost:8080/')
  await dialog.locator('button[type=submit]').click()
  await dialog.getByText('这个网址不能用').waitFor()
  await dialog.getByLabel('接收网址').fill(`${receiver.url}/hook`)
  await dialog.locator('button[type=submit]').click()
  const secret = /whsec_[A-Za-z0-9+/=]+/.exec(await dialog.getByText('whsec_').innerText())?.[0] ?? ''
  await dialog
    .getByRole('button', { name: /关\s?闭/ })
    .last()
    .click()

  const panel = page.locator('.webhook-panel')
  await panel.getByRole('button', { name: '发一条测试' }).click()
  await panel.getByText('应答 500').waitFor()
  await page.getByText('连续失败 1 次').waitFor()
  status = 204
  await panel.getByRole('button', { name: '重新推送' }).first().click()
  await panel.getByText('应答 204').waitFor()
  await page.locator('.data-table').getByText('正常').waitFor()
  const [first, last] = [receiver.received[0], receiver.received.at(-1)]
  assert.ok(first && last)
  assert.equal(verified(secret, last).type, 'webhooks.test')
  assert.equal(first.headers['webhook-id'], last.headers['webhook-id'])
  assert.ok(!(await page.content()).includes(secret), 'shown once')

  await page.locator('button[lang=en]').first().click()
  await panel.getByRole('button', { name: 'Delete' }).click()
  await panel.getByRole('button', { name: 'Really delete, with its log?' }).click()
  await page.getByText('No webhook yet').waitFor()
})
