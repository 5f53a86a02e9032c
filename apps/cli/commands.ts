import type { Command } from 'commander'
import { addStart } from './start.ts'

/** Every command; one file each. */
export const commands: ((program: Command) => void)[] = [addStart]
