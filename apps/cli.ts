import { Command } from 'commander'
import { AppError } from '#core/errors.ts'
import { commands } from './cli/commands.ts'

const program = new Command('rapport')
  .description('Rapport 客缘: customer relations of a shop, on one machine')
  .showHelpAfterError()
for (const add of commands) add(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = 1
  console.error(error instanceof AppError ? `${error.message} (${error.code})` : error)
}
