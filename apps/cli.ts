import { Command } from 'commander'
import { bearClosedPipes } from './cli/closed-pipe.ts'
import { commands } from './cli/commands.ts'
import { tellFailure } from './cli/failure.ts'

const program = new Command('rapport')
  .description('Rapport 客缘: customer relations of a shop, on one machine')
  .showHelpAfterError('How to use it: ./rapport --help, or ./rapport COMMAND --help')
  .exitOverride()
for (const add of commands) add(program)
bearClosedPipes()

try {
  await program.parseAsync()
} catch (error) {
  tellFailure(error, process.argv.includes('--json'))
}
