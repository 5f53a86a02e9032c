import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, dayOf, daysBetween, guessDateFormat, isDay, isZone, parseDateTime, startOfDay } from './dates.ts'

const zones = ['UTC', 'Asia/Shanghai', 'Europe/London', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe']
zones.push('Pacific/Kiritimati', 'Asia/Kathmandu', 'Africa/Cairo', 'America/St_Johns', 'Pacific/Chatham', 'Etc/GMT+12')
const zone = fc.constantFrom(...zones)
const instant = fc.date({ min: new Date('1975-01-01'), max: new Date('2100-12-30'), noInvalidDate: true })

function iso(text: string, options: Partial<Parameters<typeof parseDateTime>[1]> = {}): string {
  const parsed = parseDateTime(text, { zone: 'UTC', ...options })
  if ('error' in parsed) return parsed.error
  return parsed.dateOnly ? parsed.day : parsed.instant.toISOString().replace('.000Z', 'Z')
}

test('dates of real exports', () => {
  const expected: Record<string, string> = {
    '2017-10-25 22:52:31': '2017-10-25T22:52:31Z',
    '2024-03-05T14:05:01.123456Z': '2024-03-05T14:05:01.123Z',
    '2024-03-05 14:05:01 -0500': '2024-03-05T19:05:01Z',
    '2024-03-05T14:05:01+08:00': '2024-03-05T06:05:01Z',
    '2024-03-05 14:05:01 UTC': '2024-03-05T14:05:01Z',
    '2024/3/5': '2024-03-05',
    '2024.3.5': '2024-03-05',
    '2024/3/5 9:05': '2024-03-05T09:05:00Z',
    '2024年3月5日 14:05': '2024-03-05T14:05:00Z',
    '2024年03月05日14时05分31秒': '2024-03-05T14:05:31Z',
    '2024年3月5日 下午2:05': '2024-03-05T14:05:00Z',
    '2024-03-05 上午12:05': '2024-03-05T00:05:00Z',
    '２０２４－０３－０５　１４：０５': '2024-03-05T14:05:00Z',
    '20240305': '2024-03-05',
    '20240305140501': '2024-03-05T14:05:01Z',
    '5 Mar 2024': '2024-03-05',
    '5-Mar-2024 2:05 PM': '2024-03-05T14:05:00Z',
    'Mar 5, 2024': '2024-03-05',
    'March 5th, 2024 at 2:05 pm': '2024-03-05T14:05:00Z',
    'Tue, 05 Mar 2024 14:05:01 GMT': '2024-03-05T14:05:01Z',
    '3/5/2024 12:00 AM': 'date_ambiguous',
    '13/5/2024': '2024-05-13',
    '5/13/2024 12:15 AM': '2024-05-13T00:15:00Z',
    '5/5/2024': '2024-05-05',
    '5.3.2024 14:05': '2024-03-05T14:05:00Z',
    '25/12/99': '1999-12-25',
    '45356': '2024-03-05',
    '45356.5868055556': '2024-03-05T14:05:00Z',
    '2024-02-29': '2024-02-29',
    '2023-02-29': 'not_a_date',
    '2024-03-05 24:00': '2024-03-06T00:00:00Z',
    '2024-03-05 24:01': 'not_a_date',
    '2016-12-31 23:59:60': '2017-01-01T00:00:00Z',
    '9999-12-31': 'year_out_of_range',
    '1899-12-31': 'year_out_of_range',
    '0000-00-00 00:00:00': 'not_a_date',
    '2024-13-01': 'not_a_date',
    '2024-03-05 25:00': 'not_a_date',
    '2024-03-05 14:05 +15:00': 'not_a_date',
    '2024-03-05 13:05 AM': 'not_a_date',
    '2024-03-05 foo': 'not_a_date',
    '2024-03/05': 'not_a_date',
    '12:30': 'not_a_date',
    '': 'not_a_date',
    null: 'not_a_date',
    '1234567': 'not_a_date',
    '42': 'not_a_date',
  }
  for (const [text, result] of Object.entries(expected)) assert.equal(iso(text), result, text)
})

test('the format or dayFirst decides the order of day and month', () => {
  assert.equal(iso('12/1/2010 8:26', { format: 'month-first' }), '2010-12-01T08:26:00Z')
  assert.equal(iso('12/1/2010 8:26', { format: 'day-first' }), '2010-01-12T08:26:00Z')
  assert.equal(iso('12/1/2010', { dayFirst: true }), '2010-01-12')
  assert.equal(iso('12/1/2010', { format: 'month-first', dayFirst: true }), '2010-01-12')
  assert.equal(iso('13/1/2010', { format: 'month-first' }), 'not_a_date')
  assert.equal(iso('2010-12-01', { dayFirst: true }), '2010-12-01')
  assert.equal(iso('42', { format: 'excel-serial' }), '1900-02-11')
  assert.equal(iso('60', { format: 'excel-serial' }), 'not_a_date')
  assert.equal(iso('61', { format: 'excel-serial' }), '1900-03-01')
})

test('a column tells its format, or says that it does not', () => {
  assert.equal(guessDateFormat(['12/1/2010 8:26', '', '12/13/2010 8:28']), 'month-first')
  assert.equal(guessDateFormat(['1/12/2010', '31/1/2011']), 'day-first')
  assert.equal(guessDateFormat(['12/1/2010 8:26', '12/2/2010 8:26']), 'ambiguous')
  assert.equal(guessDateFormat(['13/1/2010', '1/13/2010']), null)
  assert.equal(guessDateFormat(['2017-10-25 22:52:31', '2024/3/5']), 'year-first')
  assert.equal(guessDateFormat(['2024年3月5日']), 'chinese')
  assert.equal(guessDateFormat(['20240305']), 'compact')
  assert.equal(guessDateFormat(['45356', '45357.25']), 'excel-serial')
  assert.equal(guessDateFormat(['5 Mar 2024']), 'named-month')
  assert.equal(guessDateFormat(['WHITE LANTERN']), null)
  assert.equal(guessDateFormat(['6', '2.55']), null)
  assert.equal(guessDateFormat(['', ' ']), null)
})

test('summer time: a skipped time moves forward, a doubled one is the first', () => {
  assert.equal(iso('2027-03-14 02:30', { zone: 'America/New_York' }), '2027-03-14T07:30:00Z')
  assert.equal(iso('2027-11-07 01:30', { zone: 'America/New_York' }), '2027-11-07T05:30:00Z')
  assert.equal(iso('2027-10-03 02:15', { zone: 'Australia/Lord_Howe' }), '2027-10-02T15:45:00Z')
  assert.equal(startOfDay('2017-10-15', 'America/Sao_Paulo').toISOString(), '2017-10-15T03:00:00.000Z')
  assert.equal(dayOf(startOfDay('2017-10-15', 'America/Sao_Paulo'), 'America/Sao_Paulo'), '2017-10-15')
  assert.equal(iso('1990-06-01 12:00', { zone: 'Asia/Shanghai' }), '1990-06-01T03:00:00Z')
  assert.equal(startOfDay('1900-06-01', 'Asia/Shanghai').toISOString(), '1900-05-31T15:54:17.000Z')
})

test('an instant written on any wall clock reads back as itself', () => {
  fc.assert(
    fc.property(instant, zone, (date, name) => {
      const wall = date.toLocaleString('sv-SE', { timeZone: name })
      const parsed = parseDateTime(wall, { zone: name })
      assert.ok(!('error' in parsed), wall)
      const back = parsed.instant.toLocaleString('sv-SE', { timeZone: name })
      assert.equal(back, wall)
      const shift = Math.floor(date.getTime() / 1000) * 1000 - parsed.instant.getTime()
      assert.ok(shift >= 0 && shift <= 7_200_000, `${wall} ${name} ${shift}`)
      assert.equal(dayOf(date, name), wall.slice(0, 10))
    }),
    { numRuns: 2000 },
  )
})

test('date-only values never shift, in no zone', () => {
  fc.assert(
    fc.property(instant, zone, (date, name) => {
      const day = date.toISOString().slice(0, 10)
      const parsed = parseDateTime(day, { zone: name })
      assert.ok(!('error' in parsed) && parsed.dateOnly)
      assert.equal(parsed.day, day)
      if (name !== 'Pacific/Kiritimati') assert.equal(dayOf(parsed.instant, name), day)
      assert.ok(dayOf(new Date(parsed.instant.getTime() - 1), name) < day)
    }),
    { numRuns: 2000 },
  )
})

test('the days of a calendar', () => {
  assert.equal(addDays('2024-02-28', 1), '2024-02-29')
  assert.equal(addDays('2024-01-01', -1), '2023-12-31')
  assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2)
  assert.throws(() => addDays('2024-2-8', 1), RangeError)
  assert.ok(isDay('2024-02-29') && !isDay('2023-02-29') && !isDay('2024-2-9') && !isDay('9999-01-01'))
  assert.ok(isZone('Asia/Shanghai') && isZone('UTC') && !isZone('Mars/Olympus') && !isZone('+08:00') && !isZone(''))
  fc.assert(
    fc.property(instant, fc.integer({ min: -20_000, max: 20_000 }), (date, count) => {
      const day = date.toISOString().slice(0, 10)
      assert.equal(daysBetween(day, addDays(day, count)), count)
      assert.equal(addDays(addDays(day, count), -count), day)
    }),
  )
})

test('any text gives a date or a named error, and quickly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), zone, (text, name) => {
      const parsed = parseDateTime(text, { zone: name })
      if (!('error' in parsed)) assert.ok(isDay(parsed.day) || parsed.day === '2101-01-01')
    }),
  )
})
