import { readOptions } from './options.ts'
import { prepare } from './prepare.ts'
await prepare(readOptions(process.argv.slice(2)))
