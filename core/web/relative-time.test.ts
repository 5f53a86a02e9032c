import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relativeDay, relativeTime } from './relative-time.ts'

const now = new Date('2026-03-10T12:00:00Z')
const at = (iso: string, language = 'en', zone = 'UTC') =>
  relativeTime(new Date(iso), now, { language, zone, justNow: 'just now' })

test('says just now under a minute, then minutes, hours, days, months, years', () => {
  assert.equal(at('2026-03-10T11:59:30Z'), 'just now')
  assert.equal(at('2026-03-10T11:58:00Z'), '2 minutes ago')
  assert.equal(at('2026-03-10T09:00:00Z'), '3 hours ago')
  assert.equal(at('2026-03-07T12:00:00Z'), '3 days ago')
  assert.equal(at('2026-01-02T12:00:00Z'), '2 months ago')
  assert.equal(at('2023-03-01T12:00:00Z'), '3 years ago')
})

test('speaks Chinese and looks forward', () => {
  assert.equal(at('2026-03-07T12:00:00Z', 'zh-CN'), '3 天前')
  assert.equal(at('2026-03-10T14:30:00Z'), 'in 2 hours')
})

test('never rounds up: 59 minutes are no hour, 29.9 days no month', () => {
  assert.equal(at('2026-03-10T11:00:30Z'), '59 minutes ago')
  assert.equal(at('2026-02-09T14:00:00Z'), '29 days ago')
})

test('days are those of the calendar in the company’s time zone', () => {
  assert.equal(at('2026-03-08T23:00:00Z'), '2 days ago')
  assert.equal(at('2026-03-08T23:00:00Z', 'en', 'Asia/Shanghai'), 'yesterday')
  assert.equal(at('2026-03-04T10:00:00Z', 'zh-CN', 'Asia/Shanghai'), '6 天前')
  assert.equal(at('2026-03-09T13:00:00Z'), '23 hours ago')
})

test('a day has no hours: today, yesterday, days, months', () => {
  const of = (day: string) => relativeDay(day, '2026-03-10', 'en')
  assert.deepEqual(['2026-03-10', '2026-03-09', '2026-02-09', '2026-01-02', '2023-03-01'].map(of), [
    'today',
    'yesterday',
    '29 days ago',
    '2 months ago',
    '3 years ago',
  ])
})
