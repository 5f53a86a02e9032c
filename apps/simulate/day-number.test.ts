import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayNumber } from './day-number.ts'
import { dayText } from './day-text.ts'
import { timeText } from './time-text.ts'

test('days are counted and written back', () => {
  assert.equal(dayNumber('1970-01-02'), 1)
  for (const day of ['2024-02-29', '1999-12-31', '2026-01-01']) assert.equal(dayText(dayNumber(day)), day)
  assert.equal(timeText(dayNumber('2024-02-29') * 86_400 + 86_399), '2024-02-29T23:59:59+08:00')
})

test('a day that does not exist is refused', () => {
  for (const day of ['2025-02-29', '2025-13-01', '2025-1-1', '', 'today', '2025-01-01T00:00:00Z']) {
    assert.throws(() => dayNumber(day), { code: 'day_invalid' }, day)
  }
})
