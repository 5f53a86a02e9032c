import { Marked } from 'marked'
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

// Links go to other files of the repository, which this server does not have: their text stays.
const reader = new Marked({
  renderer: {
    link({ tokens }): string {
      return this.parser.parseInline(tokens)
    },
  },
})

const toHtml = (markdown: string) => reader.parse(markdown, { async: false })
