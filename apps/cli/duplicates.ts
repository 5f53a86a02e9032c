import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { sql } from 'kysely'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { csvLine } from '#core/words/csv-cells.ts'
import { neutraliseFormula } from '#core/words/formula-cells.ts'
import type { ScoredPair } from '#modules/customers/duplicates/compute/table.ts'
import { scanDuplicates } from '#modules/customers/duplicates/scan-duplicates.ts'
import { openForCommand } from '../open-for-command.ts'
import { counted } from './counted.ts'
import { reasonText } from './duplicate-lines.ts'
import { printJson, withPlace } from './place.ts'

/** `rapport duplicates scan`. */
export function addDuplicates(program: Command): void {
  const duplicates = program.command('duplicates').description('records that are one person')
  withPlace(duplicates.command('scan'))
    .description(
      'look through all customers; pairs above the threshold of review stand in the desk, and in a file with --out',
    )
    .option('--out <file>', 'every pair as CSV: customer_ref_a, customer_ref_b, score, probability, reasons')
    .option('--json', 'print one JSON document')
    .action(async (options: { data: string; out?: string; json?: boolean }) => {
      const house = await openForCommand(options)
      try {
        const { records, pairs, merged, seconds } = await scanDuplicates(house)
        await runWaitingJobs(house)
        if (options.out) {
          const references = await house.asSystem('cli.duplicates', async (ctx) => {
            const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]
            const { rows } = await sql<{ id: string; reference: string }>`
              select c.customer_id as id, coalesce(
                (select i.value from customers.identities i where i.customer_id = c.customer_id and i.kind = 'ref'
                  order by i.created_at, i.value_key limit 1), 'rapport:' || c.customer_id) as reference
              from customers.customers c where c.customer_id = any(${ids}::uuid[])`.execute(ctx.db)
            return new Map(rows.map((row) => [row.id, row.reference]))
          })
          writeFileSync(options.out, asCsv(pairs, references))
        }
        if (options.json) printJson({ records, pairs: pairs.length, merged, seconds: Math.round(seconds * 10) / 10 })
        else {
          const joined = merged > 0 ? `, ${merged} joined at once` : ''
          console.log(
            `${counted(records, 'record')}, ${counted(pairs.length, 'pair')} to review${joined}, ${seconds.toFixed(1)} s`,
          )
        }
      } finally {
        await house.close()
      }
    })
}

function asCsv(pairs: readonly ScoredPair[], references: ReadonlyMap<string, string>): string {
  const head = csvLine(['customer_ref_a', 'customer_ref_b', 'score', 'probability', 'reasons'])
  const lines = pairs.map(({ a, b, weight, probability, reasons }) => {
    const names = [references.get(a) ?? a, references.get(b) ?? b]
    const cells = [...names, weight.toFixed(4), probability.toFixed(6), reasons.map(reasonText).join('; ')]
    return csvLine(cells.map(neutraliseFormula))
  })
  return [head, ...lines].join('')
}
