import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textTable } from './text-table.ts'

test('columns stand below each other, also with Chinese names; control characters stay out', () => {
  const lines = textTable(
    [
      { title: 'name', value: (row: { name: string; orders: number | null }) => row.name },
      { title: 'orders', value: (row) => row.orders, isNumber: true },
    ],
    [
      { name: '李雷', orders: 7 },
      { name: 'Zoë\u001b[31m Ba\rt', orders: null },
    ],
  )
  assert.deepEqual(lines, ['name      orders', '李雷           7', 'Zoë Ba t       –'])
})
