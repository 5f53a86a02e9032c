import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { buildServer } from '#core/http/server.ts'
import { openBrowser } from '#core/testing/browser.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { importCustomers } from '#modules/customers/public.ts'
import { findPersonalLink } from '#modules/customers/visitor/personal-link.ts'
import { widgetFile } from '../../apps/desk-folder.ts'
import { rooms } from '../../apps/rooms.ts'
import { serveWidget } from '../../apps/serve-widget.ts'
import { addSource } from '../../connectors/segment/source/manage-sources.ts'
import { openIntake } from '../../connectors/segment/testing/open-intake.ts'

const tested = await openTestHouse(rooms)
const { house } = tested
const server = await buildServer(house)
serveWidget(server, widgetFile)
const { settle, rows, writeKey } = await openIntake(tested)
const home = await server.listen({ port: 0, host: '127.0.0.1' })
const browser = await openBrowser()
const shop = await openShop(writeKey)
after(async () => {
  await browser.close()
  await server.close()
})

/** A shop of plain pages, of no framework, at an address of its own. */
async function openShop(writeKey: string): Promise<string> {
  const tea = { '@type': 'Product', sku: 'T1', name: 'Oolong', brand: { name: 'Lake' }, offers: [{ price: '12.50' }] }
  const bodies: Record<string, string> = {
    '/': '<h1>Teas</h1>',
    '/search': '<h1>Found</h1>',
    '/news': `<form data-rapport-form action="/"><input name="name"><input type="email" name="email">
      <input type="password" name="password"><button>Send</button></form>`,
    '/tea': `<script type="application/ld+json">${JSON.stringify({ '@graph': [{ '@type': 'WebPage' }, tea] })}</script>
      <div data-rapport-sku="T1" data-rapport-name="Oolong" data-rapport-price="12.50">
        <button data-rapport-add>Buy</button></div>`,
    '/compare': `<table data-rapport-compare><tr><th></th><th data-rapport-sku="T1">Oolong</th>
      <th data-rapport-sku="T2">Sencha</th></tr><tr data-rapport-parameter="caffeine"><td>Caffeine</td></tr></table>`,
  }
  const site = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop.test')
    const user = searchParams.get('user')
    const who = user ? `data-user="${user}" data-email="${user}@example.com"` : ''
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="en"><title>${pathname}</title>
      <script async src="${home}/widget.js" data-key="${writeKey}" ${who}></script><body>${bodies[pathname] ?? ''}</body></html>`)
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  after(() => site.close())
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`
}

async function openVisitor(): Promise<{ page: Page; sent: () => { event?: string; type: string }[] }> {
  const context = await browser.newContext({ locale: 'en' })
  const page = await context.newPage()
  const sent: { event?: string; type: string }[] = []
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('request', (request) => {
    const body = request.url() === `${home}/v1/b` ? request.postData() : null
    if (body) sent.push(...JSON.parse(body).batch)
  })
  after(() => {
    assert.deepEqual(troubles, [])
  })
  return { page, sent: () => sent }
}

/** The timeline of who signed in as K1001, once so many touches stand on it. */
async function timeline(wanted: number): Promise<[string, number][]> {
  for (let tries = 0; ; tries++) {
    await settle()
    const found = await rows<{ kind: string; n: number }>(
      `select i.kind, count(*)::int as n from customers.identity_owners o join customers.interactions i using (customer_id)
       where o.kind = 'email' and o.value_key = 'k1001@example.com' group by i.kind order by i.kind`,
    )
    if (tries === 50 || found.reduce((sum, { n }) => sum + n, 0) >= wanted) return found.map(({ kind, n }) => [kind, n])
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('one tag tells pages, search, product, cart and comparison; signing in joins the past', async () => {
  const { page, sent } = await openVisitor()
  const visit = async (path: string) => {
    const before = sent().length
    await page.goto(`${shop}${path}`)
    await page.waitForFunction('window.rapport && document.cookie.includes("rapport_visitor")')
    // A page that is left before the tag has come tells nothing.
    for (let tries = 0; tries < 50 && sent().length === before; tries++) await page.waitForTimeout(100)
  }
  await visit('/')
  await visit('/search?q=oolong')
  await visit('/tea')
  await page.getByRole('button', { name: 'Buy' }).click()
  await visit('/compare')
  await page.getByText('Caffeine').click()
  await visit('/?user=K1001')
  assert.deepEqual(await timeline(10), [
    ['cart', 1],
    ['compare', 2],
    ['page_view', 5],
    ['product_view', 1],
    ['search', 1],
  ])
})

test('consent is asked for first: before and after a refusal nothing is kept and nothing sent', async () => {
  const asking = { name: 'Asks', source: 'asks', asksConsent: true }
  const source = await house.asSystem('test', (ctx) => addSource(ctx, asking))
  const shop = await openShop(source.writeKey)
  const { page, sent } = await openVisitor()
  await page.goto(`${shop}/tea`)
  const bar = page.getByRole('dialog')
  await bar.getByText('May we remember').waitFor()
  assert.deepEqual(await page.context().cookies(), [])
  await bar.getByRole('button', { name: 'Decline' }).click()
  await page.getByRole('button', { name: 'Buy' }).click()
  await page.goto(`${shop}/`)
  await page.evaluate(() => new Promise((done) => setTimeout(done, 1200)))
  assert.equal(await bar.count(), 0, 'it is not asked again')
  assert.deepEqual(sent(), [])
  assert.deepEqual(
    (await page.context().cookies()).map(({ name, value }) => [name, value]),
    [['rapport_consent', 'no']],
  )
  // The positive control: the same browser changes its mind.
  const gone = page.waitForRequest(`${home}/v1/b`)
  await page.evaluate('rapport.consent(true)')
  await gone
  assert.ok(sent().some(({ type }) => type === 'page'))
})

test('who opens a personal link is its customer with all this browser did; an altered one names nobody', async () => {
  const row = { line: 1, value: { customerRef: 'PL-1', name: 'Lena Link' } }
  await house.asSystem('test', (ctx) => importCustomers(ctx, { runId: null, source: 'shop', rows: [row] }))
  const [{ customerId }] = (await rows(
    `select customer_id as "customerId" from customers.identity_owners where kind = 'ref' and value_key = 'PL-1'`,
  )) as unknown as [{ customerId: string }]
  const { token } = await house.asSystem('test', (ctx) => findPersonalLink(ctx, { customerId }))
  const { page, sent } = await openVisitor()
  await page.goto(`${shop}/tea`)
  await page.waitForTimeout(1200)
  await page.goto(`${shop}/?rl=${token.slice(0, -2)}AA&q=green`)
  await page.waitForTimeout(1200)
  await settle()
  const kinds = async () =>
    (await rows<{ kind: string }>('select kind from customers.interactions where customer_id = $1', [customerId])).map(
      ({ kind }) => kind,
    )
  assert.deepEqual(await kinds(), [], 'an altered link names nobody')
  await page.goto(`${shop}/?rl=${token}&q=green`)
  await page.waitForTimeout(1200)
  assert.equal(page.url(), `${shop}/?q=green`, 'the mark is out of the address')
  await settle()
  assert.ok((await kinds()).includes('product_view'), 'with the past of this browser')
  assert.ok(sent().length > 0)
  assert.ok(!JSON.stringify(await rows('select data, body, subject from customers.interactions')).includes(token))
})

test('a marked form tells who filled it in, and no word of the rest', async () => {
  const { page } = await openVisitor()
  await page.goto(`${shop}/news`)
  await page.fill('input[name=name]', 'Fay Form')
  await page.fill('input[name=email]', 'fay.form@example.com')
  await page.fill('input[name=password]', 'secret-of-fay')
  await page.click('button')
  await page.waitForTimeout(1500)
  await settle()
  const [fay] = await rows<{ name: string }>(
    `select c.name from customers.identity_owners o join customers.customers c using (customer_id)
     where o.kind = 'email' and o.value_key = 'fay.form@example.com'`,
  )
  assert.equal(fay?.name, 'Fay Form')
  const kept = JSON.stringify([
    await rows('select events from segment.inbox'),
    await rows('select event from segment.parked'),
  ])
  assert.ok(!kept.includes('secret-of-fay'))
})
