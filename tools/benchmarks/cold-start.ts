import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, seconds } from './figure.ts'
import { houseFolder } from './prepared.ts'
import { serveHouse } from './served-house.ts'

const TIMES = 5

/**
 * From typing `./rapport start` to the first answer: a page of customers of the shop whose database is there, and
 * `/health` of a house that has just been made. Nothing may have the database open.
 */
export async function measureColdStart(folder: string, key: string): Promise<Figure[]> {
  const existing: number[] = []
  const first: number[] = []
  for (let at = 0; at < TIMES; at++) {
    existing.push(await timeOf(houseFolder(folder), (url) => answers(`${url}/api/customers?limit=50`, key)))
    const fresh = mkdtempSync(join(folder, 'fresh-'))
    first.push(await timeOf(fresh))
    rmSync(fresh, { recursive: true, force: true })
  }
  const worst = Math.max(...existing)
  const worstFirst = Math.max(...first)
  return [
    {
      what: 'cold start to first answer, database there',
      measured: `worst ${seconds(worst)}`,
      budget: '< 3 s',
      meets: worst < 3000,
      notes: [`${TIMES} times, best ${seconds(Math.min(...existing))}; the answer is a page of 50 customers.`],
    },
    {
      what: 'first start ever to first answer',
      measured: `worst ${seconds(worstFirst)}`,
      budget: '< 8 s',
      meets: worstFirst < 8000,
      notes: [`${TIMES} times, best ${seconds(Math.min(...first))}; the answer is \`/health\`, after all migrations.`],
    },
  ]
}

async function timeOf(data: string, isThere?: (url: string) => Promise<boolean>): Promise<number> {
  const begun = performance.now()
  const served = await serveHouse(data, isThere)
  const ms = performance.now() - begun
  await served.stop()
  return ms
}

async function answers(url: string, key: string): Promise<boolean> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } })
  await answer.arrayBuffer()
  return answer.ok
}
