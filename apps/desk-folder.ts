import { join } from 'node:path'

/** Where the built web desk lies. */
export const deskFolder = join(import.meta.dirname, '../dist/desk')

/** Where the built script for shops' own pages lies. */
export const widgetFile = join(import.meta.dirname, '../dist/widget/widget.js')
