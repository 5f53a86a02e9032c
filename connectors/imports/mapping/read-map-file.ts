import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { parseChecked } from '#core/http/checked-json.ts'
import { mappingSchema } from './mapping.ts'
import type { MappingWish } from './merge-mapping.ts'

const wishSchema = mappingSchema.partial().extend({
  constants: mappingSchema.shape.constants.unwrap().optional(),
  formats: mappingSchema.shape.formats.unwrap().optional(),
})

/** Reads a map file (docs/how-to/import.md). @throws invalid `map_invalid` naming the first thing that is wrong. */
export function readMapFile(text: string): MappingWish & { kind?: string } {
  const read = wishSchema.safeParse(parseMap(text.replace(/^\uFEFF/, '')) ?? {})
  if (read.success) return JSON.parse(JSON.stringify(read.data)) as MappingWish
  const [issue] = read.error.issues
  const where = issue?.path.join('.') || (issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'map')
  throw new AppError(400, 'map_invalid', `${where}: ${issue?.message ?? z.prettifyError(read.error)}`)
}

function parseMap(text: string): unknown {
  try {
    return parseChecked(text)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'invalid_json')) throw error
    throw new AppError(400, 'map_invalid', `The map file is no valid JSON: ${placeOfMistake(text)}`)
  }
}

/** What the parser says, which has the line and column in it. */
function placeOfMistake(text: string): string {
  try {
    JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return error.message
  }
  return 'it ends too early'
}
