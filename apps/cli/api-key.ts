import type { Command } from 'commander'
import { notFound } from '#core/errors.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { findUnitByName } from '#modules/team/public.ts'
import { openForCommand } from '../open-for-command.ts'
import { printJson, withPlace } from './place.ts'

interface Options {
  data: string
  scopes: string
  unit?: string
  json: boolean
}

/** `rapport api-key add`: a key for another program; the secret is printed once. */
export function addApiKeyCommand(program: Command): void {
  const keys = program.command('api-key').description('keys for other programs')
  withPlace(keys.command('add <name>'))
    .description('make a key; it is printed once and kept only as a hash')
    .requiredOption('--scopes <list>', 'permissions, separated by commas')
    .option('--unit <name>', 'only rows of this department, shop or dealer')
    .option('--json', 'print one JSON document', false)
    .action(runAdd)
}

async function runAdd(name: string, options: Options): Promise<void> {
  const house = await openForCommand(options)
  try {
    const permissions = options.scopes
      .split(',')
      .map((scope) => scope.trim())
      .filter(Boolean)
    const made = await house.asSystem('cli.api-key', async (ctx) => {
      const unitId = options.unit === undefined ? null : await findUnitByName(ctx, options.unit)
      if (options.unit !== undefined && unitId === null) throw notFound('unit')
      return addApiKey(ctx, { name, permissions, unitIds: unitId === null ? null : [unitId] })
    })
    if (options.json) printJson({ ...made, permissions })
    else console.log(made.key)
  } finally {
    await house.close()
  }
}
