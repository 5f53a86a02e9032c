import { stripVTControlCharacters } from 'node:util'

export interface TextColumn<T> {
  title: string
  value(row: T): string | number | null | undefined
  isNumber?: boolean
}

const GAP = '  '

/** A table for a terminal: a title line, numbers to the right; Chinese signs take two places each. */
export function textTable<T>(columns: readonly TextColumn<T>[], rows: readonly T[]): string[] {
  const cells = rows.map((row) => columns.map((column) => cellText(column.value(row))))
  const lines = [columns.map((column) => column.title), ...cells]
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => width(line[at] ?? ''))))
  return lines.map((line) =>
    line
      .map((text, at) => {
        const padding = ' '.repeat((widths[at] ?? 0) - width(text))
        return columns[at]?.isNumber ? padding + text : text + padding
      })
      .join(GAP)
      .trimEnd(),
  )
}

// A name from somebody's file must not move the cursor of whoever looks at it.
const cellText = (value: string | number | null | undefined) =>
  stripVTControlCharacters(String(value ?? '–')).replaceAll(/\p{Cc}/gu, ' ')

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/gu

const width = (text: string) => [...text.replaceAll(/\p{M}/gu, '').replaceAll(WIDE, 'ab')].length
