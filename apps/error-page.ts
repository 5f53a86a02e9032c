import { COMMON_ERRORS } from '#core/http/contract.ts'
import type { Room } from '#core/module.ts'

const STYLE = `body{font:15px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2328}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d8dee4;padding:.4rem .6rem;text-align:left;vertical-align:top}
code,pre{font-family:ui-monospace,monospace;background:#f6f8fa;border-radius:4px}code{padding:0 .25em;overflow-wrap:anywhere}pre{padding:.8rem;overflow:auto}
tr:has(:target){background:#fff8c5}`

/** The page that the `type` of an error leads to: docs/errors.md, and below it every other code a call may answer. */
export function errorPage(markdown: string, rooms: Room[], nonce: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Errors of the API · Rapport 客缘</title><style nonce="${nonce}">${STYLE}</style></head><body>
${toHtml(markdown)}${otherCodes(markdown, rooms)}</body></html>`
}

function otherCodes(markdown: string, rooms: Room[]): string {
  const where = new Map<string, string[]>()
  for (const call of rooms.flatMap((room) => [
    ...(room.calls ?? []).map((one) => one.call),
    ...(room.exchanges ?? []),
  ])) {
    for (const code of call.errors ?? []) where.set(code, [...(where.get(code) ?? []), `${call.method} ${call.path}`])
  }
  const known = new Set<string>([...COMMON_ERRORS, ...[...markdown.matchAll(/id="(\w+)"/g)].map(([, id]) => id ?? '')])
  const rows = [...where]
    .filter(([code]) => !known.has(code))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, calls]) => `| <a id="${code}"></a>\`${code}\` | ${calls.map((call) => `\`${call}\``).join(', ')} |`)
  return toHtml(['## Codes of single calls', '', '| Code | Calls |', '|---|---|', ...rows].join('\n'))
}

/** As much Markdown as our own page uses: headings, lists, tables, code, links, `<a id>`. */
function toHtml(markdown: string): string {
  const blocks = markdown.trim().split(/\n{2,}/)
  return blocks.map(block).join('\n')
}

function block(text: string): string {
  const heading = /^(#{1,3}) (.*)$/.exec(text)
  if (heading) return `<h${heading[1]?.length}>${inline(heading[2] ?? '')}</h${heading[1]?.length}>`
  const lines = text.split('\n')
  if (text.startsWith('```')) return `<pre>${escaped(lines.slice(1, -1).join('\n'))}</pre>`
  if (text.startsWith('- ')) return `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('')}</ul>`
  if (text.startsWith('|')) return `<table>${lines.map(tableRow).join('')}</table>`
  return `<p>${inline(text)}</p>`
}

function tableRow(line: string, at: number): string {
  if (at === 1) return ''
  const tag = at === 0 ? 'th' : 'td'
  const cells = line.slice(2, -2).split(' | ')
  return `<tr>${cells.map((cell) => `<${tag}>${inline(cell)}</${tag}>`).join('')}</tr>`
}

// Links go to other files of the repository, which this server does not have: their text stays.
const inline = (text: string) =>
  escaped(text)
    .replace(/&lt;a id="(\w+)"&gt;&lt;\/a&gt;/g, '<a id="$1"></a>')
    .replace(/\[([^\][]+)\]\([^()]*\)/g, '$1')
    .replace(/`([^`]+)`/g, '<code>$1</code>')

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
