import type { FastifyInstance } from 'fastify'
import { AppError, invalid } from '#core/errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads the body's bytes itself and unpacks them with a limit. */
    mayBePacked?: boolean
  }
}

const MAX_DEPTH = 32
const POISON = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads JSON bodies and refuses at the edge what the database would choke on (NUL, lone surrogates), what would
 * exhaust the stack (depth), and names that reach into prototypes. Only `application/json` is read.
 */
export function checkedJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseChecked(body as string))
    } catch (error) {
      done(error as Error)
    }
  })
  app.addHook('preParsing', async (request) => {
    // A packed body could unpack to anything; calls take plain JSON, and routes that unpack say so and mind the size.
    if (request.routeOptions.config.mayBePacked) return
    const encoding = request.headers['content-encoding']
    if (encoding !== undefined && encoding !== 'identity') throw unsupportedType()
  })
  app.addHook('preValidation', async (request) => {
    checkValue(request.query, 'query', 0)
    checkValue(request.params, 'path', 0)
  })
}

/** @throws invalid `invalid_json`, `too_deep`, `forbidden_character`, `forbidden_name` with the field's path. */
export function parseChecked(text: string): unknown {
  if (text === '') return undefined
  refuseDeep(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalid('invalid_json', 'The body is not valid JSON.')
  }
  checkValue(value, '', 0)
  return value
}

// Looked at before parsing: a hundred thousand brackets would cost the parser its stack.
function refuseDeep(text: string): void {
  let depth = 0
  let inText = false
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i)
    if (inText) {
      if (sign === 92) i++
      else if (sign === 34) inText = false
    } else if (sign === 34) inText = true
    else if (sign === 123 || sign === 91) {
      if (++depth > MAX_DEPTH) throw invalid('too_deep', `JSON may be nested ${MAX_DEPTH} levels deep at most.`)
    } else if (sign === 125 || sign === 93) depth--
  }
}

function checkValue(value: unknown, path: string, depth: number): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed()) {
      throw invalid(
        'forbidden_character',
        'The text has a character that cannot be stored (NUL or half a surrogate pair).',
        {
          field: path,
        },
      )
    }
    return
  }
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return
  for (const key of Object.keys(value)) {
    if (POISON.has(key)) throw invalid('forbidden_name', `"${key}" can't be a name.`, { field: path })
    checkValue(key, path ? `${path}.*` : '*', depth)
    checkValue((value as Record<string, unknown>)[key], path ? `${path}.${key}` : key, depth + 1)
  }
}

const unsupportedType = () => new AppError(415, 'unsupported_media_type', 'Send the body as application/json.')
