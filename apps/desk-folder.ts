import { join } from 'node:path'

/** Where the built web desk lies. */
export const deskFolder = join(import.meta.dirname, '../dist/desk')
