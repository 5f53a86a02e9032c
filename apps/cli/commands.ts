import type { Command } from 'commander'
import { addAnalyse } from './analyse.ts'
import { addApiKeyCommand } from './api-key.ts'
import { addCustomers } from './customers.ts'
import { addDemo } from './demo.ts'
import { addDuplicates } from './duplicates.ts'
import { addExport } from './export.ts'
import { addImport } from './import.ts'
import { addModel } from './model.ts'
import { addSimulate } from './simulate.ts'
import { addStaff } from './staff.ts'
import { addStart } from './start.ts'

/** Every command; one file each. */
export const commands: ((program: Command) => void)[] = [
  addStart,
  addDemo,
  addAnalyse,
  addCustomers,
  addDuplicates,
  addImport,
  addExport,
  addSimulate,
  addModel,
  addStaff,
  addApiKeyCommand,
]
