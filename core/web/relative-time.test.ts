import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relativeTime } from './relative-time.ts'

const now = new Date('2026-03-10T12:00:00Z')
const at = (iso: string, language = 'en') => relativeTime(new Date(iso), now, language, 'just now')

test('says just now under a minute, then minutes, hours, days, months, years', () => {
  assert.equal(at('2026-03-10T11:59:30Z'), 'just now')
  assert.equal(at('2026-03-10T11:58:00Z'), '2 minutes ago')
  assert.equal(at('2026-03-10T09:00:00Z'), '3 hours ago')
  assert.equal(at('2026-03-07T12:00:00Z'), '3 days ago')
  assert.equal(at('2026-01-02T12:00:00Z'), '2 months ago')
  assert.equal(at('2023-03-01T12:00:00Z'), '3 years ago')
})

test('speaks Chinese and looks forward', () => {
  assert.equal(at('2026-03-07T12:00:00Z', 'zh-CN'), '3天前')
  assert.equal(at('2026-03-10T14:30:00Z'), 'in 2 hours')
})

test('never rounds up: 59 minutes are no hour, 29.9 days no month', () => {
  assert.equal(at('2026-03-10T11:00:30Z'), '59 minutes ago')
  assert.equal(at('2026-02-08T14:00:00Z'), '29 days ago')
})
