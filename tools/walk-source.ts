import { readFileSync } from 'node:fs'
import { parseSync } from '@swc/core'

export type Node = { type: string; [key: string]: unknown }

/** Reads a source file and shows each node of its tree to `visit`, outer before inner. */
export function walkSource(file: string, visit: (node: Node) => void): void {
  const tree = parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript', tsx: file.endsWith('.tsx') })
  walk(tree as unknown as Node, visit)
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const value of Object.values(node)) {
    if (Array.isArray(value))
      for (const item of value)
        if (isNode(item)) walk(item, visit)
        else if (isNode(item?.expression)) walk(item.expression, visit)
    if (isNode(value)) walk(value, visit)
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
