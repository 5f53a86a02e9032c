import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { outwardEvents } from '#connectors/webhooks/event/outward-events.ts'

interface Shape {
  type?: string | string[]
  description?: string
  format?: string
  enum?: unknown[]
  anyOf?: Shape[]
  items?: Shape
  properties?: Record<string, Shape>
  maxItems?: number
}

/** What each event that a webhook may be told says, with every field of its payload, from its schema and the comment on it. */
export function outwardEventLines(root: string): string[] {
  const told = commentsOf(root)
  return outwardEvents.flatMap(({ name, payload }) => {
    const about = told.get(name)
    if (!about) throw new Error(`the event ${name} has no comment that says what happened`)
    const shape = z.toJSONSchema(payload) as Shape
    const rows = fieldsOf(shape, '').map(({ path, of }) => {
      if (!of.description) throw new Error(`the field ${path} of the event ${name} has no description`)
      return `| \`${path}\` | ${typeOf(of)} | ${of.description} |`
    })
    return [`### ${name}`, '', about, '', '| field | type | meaning |', '|---|---|---|', ...rows, '']
  })
}

/** The comments on events, by name. */
function commentsOf(root: string): Map<string, string> {
  const files = globSync('{modules,connectors}/*/events.ts', { cwd: root })
  const found = files.flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8')
    return [...source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const \w+ = defineEvent\(\s*'([^']+)'/g)]
  })
  return new Map(found.map(([, text = '', name = '']) => [name, text.replace(/\s*\n\s*\*\s?|\s+/g, ' ').trim()]))
}

function fieldsOf(shape: Shape, before: string): { path: string; of: Shape }[] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, of]) => {
    const path = `${before}${name}`
    return [{ path, of }, ...(of.items ? fieldsOf(of.items, `${path}[].`) : fieldsOf(of, `${path}.`))]
  })
}

function typeOf(shape: Shape): string {
  if (shape.anyOf) return shape.anyOf.map(typeOf).join(' or ')
  if (shape.enum) return shape.enum.map((value) => `\`${value}\``).join(', ')
  if (shape.items) return `list of ${typeOf(shape.items)}${shape.maxItems ? `, at most ${shape.maxItems}` : ''}`
  const names: Record<string, string> = { uuid: 'UUID', date: 'day', 'date-time': 'moment' }
  return names[shape.format ?? ''] ?? (shape.type === 'integer' ? 'whole number' : String(shape.type))
}
