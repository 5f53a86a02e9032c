import { CompiledQuery, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { listCustomers } from '#modules/customers/list/list-customers.ts'
import type { Condition } from './list-values.ts'
import { recordStatements, type Statement } from './record-statements.ts'
import type { Scene } from './scene.ts'

interface Node {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Node[]
}

export interface PlansSeen {
  plans: number
  scans: string[]
}

/** Has the database explain every statement a list sends, in the transaction it was sent in, and looks for scans of customers. */
export async function explainLists(
  { house }: Scene,
  conditions: readonly (Condition | null)[],
  sorts: readonly string[],
): Promise<PlansSeen> {
  const seen: PlansSeen = { plans: 0, scans: [] }
  for (const condition of conditions) {
    for (const sort of sorts) {
      const filter = condition ? JSON.stringify([condition]) : undefined
      const reads = await readsOf({ house }, { filter, sort, limit: 50 })
      seen.plans += reads.length
      if (reads.includes('Seq Scan')) seen.scans.push(`${filter ?? 'no filter'} by ${sort}`)
    }
  }
  return seen
}

/** How each statement of one list reads the table of customers. */
async function readsOf({ house }: Pick<Scene, 'house'>, input: Parameters<typeof listCustomers>[1]): Promise<string[]> {
  const statements = await recordStatements(house.database.app, () =>
    house.asSystem('bench', (ctx) => listCustomers(ctx, input)),
  )
  const asked = statements.filter(({ text }) => /^\s*(select|with)/i.test(text) && text.includes('customers.customers'))
  return house.asSystem('bench', async (ctx) => {
    // As the list itself has it; see never-scan.
    await sql`set local enable_seqscan = off`.execute(ctx.db)
    const reads: string[] = []
    for (const statement of asked) reads.push(...(await explain(ctx, statement)))
    return reads
  })
}

async function explain(ctx: Context, { text, values }: Statement): Promise<string[]> {
  const { rows } = await ctx.db.executeQuery<{ 'QUERY PLAN': { Plan: Node }[] }>(
    CompiledQuery.raw(`explain (format json) ${text}`, values),
  )
  const reads: string[] = []
  const walk = (node: Node): void => {
    if (node['Relation Name'] === 'customers') reads.push(node['Node Type'])
    for (const child of node.Plans ?? []) walk(child)
  }
  for (const plan of rows[0]?.['QUERY PLAN'] ?? []) walk(plan.Plan)
  return reads
}
