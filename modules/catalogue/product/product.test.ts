import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { customers } from '#modules/customers/module.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { team } from '#modules/team/module.ts'
import { importProducts } from '../import/import-products.ts'
import { catalogue } from '../module.ts'

const { house, app } = await openTestHouse([team, customers, catalogue])
const keyOf = (permissions: string[]) => house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'test', permissions }))
const { key } = await keyOf(['products.read', 'products.write'])
const { key: reader } = await keyOf(['products.read'])

await house.asSystem('test', (ctx) =>
  importProducts(ctx, {
    runId: '01890000-0000-7000-8000-000000000001',
    source: 'test',
    rows: [
      ['T1', '龙井茶', '食品/茶/绿茶', '西湖'],
      ['T2', 'Black tea', '食品/茶', 'Lipton'],
      ['T3', '茶杯', '食品-旧', '西湖'],
      ['T4', 'Mug', null, 'Lipton'],
    ].map(([sku, name, category, brand], index) => ({
      line: index + 2,
      value: {
        sku: sku ?? '',
        name: name ?? null,
        category: category ?? null,
        brand: brand ?? null,
        supplier: index % 2 ? 'B' : 'A',
      },
    })),
  }),
)

async function ask(
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
) {
  const answer = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.json(), etag: answer.headers.etag }
}
const skus = async (query: Record<string, string>) =>
  (await ask('GET', `/api/products?${new URLSearchParams(query)}`)).body.items
    .map((item: { sku: string }) => item.sku)
    .sort()

test('filters show what they say; a category contains what is below it and nothing beside it', async () => {
  assert.deepEqual(await skus({}), ['T1', 'T2', 'T3', 'T4'])
  assert.deepEqual(await skus({ category: '食品' }), ['T1', 'T2'])
  assert.deepEqual(await skus({ category: '食品/茶/绿茶' }), ['T1'])
  assert.deepEqual(await skus({ brand: '西湖' }), ['T1', 'T3'])
  assert.deepEqual(await skus({ supplier: 'B' }), ['T2', 'T4'])
  assert.deepEqual(await skus({ sku: 'T3' }), ['T3'])
  assert.deepEqual(await skus({ sku: 'T' }), [])
  assert.deepEqual(await skus({ brand: '西湖,Lipton' }), ['T1', 'T2', 'T3', 'T4'])
  assert.deepEqual((await ask('GET', '/api/product-choices')).body.suppliers, ['A', 'B'])
  assert.deepEqual(await skus({ words: 'tea' }), ['T2'])
  assert.deepEqual(await skus({ words: '龙井' }), ['T1'])
  assert.deepEqual(await skus({ words: 'T4' }), ['T4'])
  assert.deepEqual(await skus({ words: '--' }), [])
})

test('paging by one shows every product once', async () => {
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const { body } = await ask('GET', `/api/products?limit=1&cursor=${cursor}`.replace(/&cursor=$/, ''))
    seen.push(...body.items.map((item: { sku: string }) => item.sku))
    if (body.next === null) break
    cursor = body.next
  }
  assert.deepEqual(seen.sort(), ['T1', 'T2', 'T3', 'T4'])
  assert.equal((await ask('GET', '/api/products?cursor=bm90aGluZw')).body.code, 'cursor_invalid')
})

test('the tree counts what lies below', async () => {
  const { body } = await ask('GET', '/api/product-categories')
  assert.deepEqual(
    body.items.map((item: { path: string; products: number; depth: number }) => [item.path, item.products, item.depth]),
    [
      ['食品', 2, 0],
      ['食品/茶', 2, 1],
      ['食品/茶/绿茶', 1, 2],
      ['食品-旧', 1, 0],
    ],
  )
  assert.equal(body.withoutCategory, 1)
})

test('a product is added once and changed by who has seen it', async () => {
  const tea = { sku: 'N1', name: 'New tea', price: '12.345', currency: 'EUR', category: ' 食品 / 茶 ' }
  const added = await ask('POST', '/api/products', tea)
  assert.deepEqual(
    [added.status, added.body.price, added.body.category, added.body.version],
    [201, '12.345', '食品/茶', 1],
  )
  assert.equal((await ask('POST', '/api/products', tea)).body.code, 'sku_taken')
  assert.equal((await ask('POST', '/api/products', { sku: 'N2', name: 'x', price: '1' })).body.code, 'currency_missing')
  const url = `/api/products/${added.body.productId}`
  assert.equal((await ask('PATCH', url, { name: 'Newer tea' })).status, 428)
  const changed = await ask('PATCH', url, { name: 'Newer tea', price: null }, { 'if-match': '"1"' })
  assert.deepEqual([changed.body.name, changed.body.price, changed.body.version], ['Newer tea', null, 2])
  assert.equal((await ask('PATCH', url, { name: 'x' }, { 'if-match': '"1"' })).status, 412)
  assert.deepEqual(await skus({ words: 'newer' }), ['N1'])
  assert.equal((await ask('PATCH', url, { sku: 'X' }, { 'if-match': '"2"' })).status, 400)
  assert.equal(
    (await ask('POST', '/api/products', { sku: 'N3', name: 'x' }, { authorization: `Bearer ${reader}` })).status,
    403,
  )
  assert.equal((await ask('GET', '/api/products/01890000-0000-7000-8000-00000000000f')).body.code, 'product_not_found')
})
