import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relativeDay, relativeTime } from './relative-time.ts'

const now = new Date('2026-03-10T12:00:00Z')
const at = (iso: string, language = 'en', zone = 'UTC') =>
  relativeTime(new Date(iso), now, { language, zone, justNow: 'just now' })

test('says just now under a minute, then minutes, hours, days, and from a week on the date', () => {
  assert.equal(at('2026-03-10T11:59:30Z'), 'just now')
  assert.equal(at('2026-03-10T11:58:00Z'), '2 minutes ago')
  assert.equal(at('2026-03-10T09:00:00Z'), '3 hours ago')
  assert.equal(at('2026-03-07T12:00:00Z'), '3 days ago')
  assert.equal(at('2026-03-04T12:00:00Z'), '6 days ago')
  assert.equal(at('2026-03-03T12:00:00Z'), 'Mar 3')
  assert.equal(at('2026-01-02T12:00:00Z'), 'Jan 2')
  assert.equal(at('2023-03-01T12:00:00Z'), 'Mar 1, 2023')
})

test('speaks Chinese and looks forward', () => {
  assert.equal(at('2026-03-07T12:00:00Z', 'zh-CN'), '3 天前')
  assert.equal(at('2026-03-10T14:30:00Z'), 'in 2 hours')
})

test('never rounds up: 59 minutes are no hour', () => {
  assert.equal(at('2026-03-10T11:00:30Z'), '59 minutes ago')
})

test('two moments of one day far away read the same, whatever their hour and the hour now', () => {
  const read = (moment: string, now: string) =>
    relativeTime(new Date(moment), new Date(now), { language: 'zh-CN', zone: 'UTC', justNow: '刚刚' })
  for (const now of ['2026-11-27T01:00:00Z', '2026-11-27T23:00:00Z'])
    assert.deepEqual(
      ['2026-10-27T00:30:00Z', '2026-10-27T20:00:00Z', '2025-10-27T20:00:00Z'].map((moment) => read(moment, now)),
      ['10月27日', '10月27日', '2025年10月27日'],
    )
})

test('days are those of the calendar in the company’s time zone', () => {
  assert.equal(at('2026-03-08T23:00:00Z'), '2 days ago')
  assert.equal(at('2026-03-08T23:00:00Z', 'en', 'Asia/Shanghai'), 'yesterday')
  assert.equal(at('2026-03-04T10:00:00Z', 'zh-CN', 'Asia/Shanghai'), '6 天前')
  assert.equal(at('2026-03-09T13:00:00Z'), '23 hours ago')
})

test('a day has no hours: today, yesterday, days, the date', () => {
  const of = (day: string) => relativeDay(day, '2026-03-10', 'en')
  assert.deepEqual(['2026-03-10', '2026-03-09', '2026-02-09', '2026-01-02', '2023-03-01'].map(of), [
    'today',
    'yesterday',
    'Feb 9',
    'Jan 2',
    'Mar 1, 2023',
  ])
})
