import { resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'

/** Every command works on a data folder (or on DATABASE_URL). */
export const withPlace = (command: Command): Command =>
  command.option('--data <dir>', 'data folder of the embedded database', (dir) => resolve(dir), resolve('data'))

export function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('Not a whole number.')
  return number
}

/** Prints the one JSON document of a command. */
export function printJson(value: unknown): void {
  process.stdout.write(
    `${JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? item.toString() : item), 2)}\n`,
  )
}
