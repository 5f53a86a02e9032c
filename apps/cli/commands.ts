import type { Command } from 'commander'
import { addApiKeyCommand } from './api-key.ts'
import { addStaff } from './staff.ts'
import { addStart } from './start.ts'

/** Every command; one file each. */
export const commands: ((program: Command) => void)[] = [addStart, addStaff, addApiKeyCommand]
