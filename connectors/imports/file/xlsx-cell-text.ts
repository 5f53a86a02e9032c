/** What a workbook's cell shows, as text: days without a time where there is none, numbers with the 15 digits that count. */
export function xlsxCellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (value instanceof Date) return dateText(value)
  const rich = value as { richText?: { text: string }[]; text?: unknown; result?: unknown; error?: string }
  if (rich.richText) return rich.richText.map((part) => part.text).join('')
  if (rich.text !== undefined) return xlsxCellText(rich.text)
  if (rich.error !== undefined) return rich.error
  return xlsxCellText(rich.result)
}

function numberText(value: number): string {
  const short = String(Number(value.toPrecision(15)))
  return short.includes('e') ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 }) : short
}

function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return ''
  const second = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString()
  return second.endsWith('T00:00:00.000Z') ? second.slice(0, 10) : second.slice(0, 19).replace('T', ' ')
}
