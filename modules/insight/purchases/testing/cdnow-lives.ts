import { readFileSync } from 'node:fs'
import type { PurchaseLife } from './purchase-life.ts'

const DAY_MS = 86_400_000

/** The log of 2,357 customers of CDNOW (Fader and Hardie), purchases of one day put together. */
export function cdnowLives(file: string): PurchaseLife[] {
  const customers = new Map<string, Map<number, number>>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, customer, date, , dollars] = line.trim().split(/\s+/)
    if (!customer || !date) continue
    const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) / DAY_MS
    const days = customers.get(customer) ?? new Map<number, number>()
    days.set(day, (days.get(day) ?? 0) + Number(dollars))
    customers.set(customer, days)
  }
  return [...customers.values()].map((days) => {
    const sorted = [...days].sort(([a], [b]) => a - b)
    return { days: sorted.map(([day]) => day), values: sorted.map(([, value]) => value) }
  })
}
