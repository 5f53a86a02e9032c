import { analyse } from 'chardet'

/** Encodings a map file or the wizard may name. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'iso-8859-2',
] as const

export type Encoding = (typeof encodings)[number]

/**
 * The encoding of a text by its first bytes and the first piece that is no UTF-8 (null: all is). Byte order marks
 * decide; NULs in every other place are UTF-16; a few broken bytes in good UTF-8 stay UTF-8; pairs of the common
 * Chinese characters are GB18030; the rest is left to statistics, and Windows-1252 where those are unsure.
 */
export function guessEncoding(head: Buffer, suspect: Buffer | null): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const wide = wideOf(head)
  if (wide) return wide
  if (suspect === null) return 'utf-8'
  if (mostlyUtf8(suspect)) return 'utf-8'
  if (chineseShare(suspect) > 0.7) return 'gb18030'
  const known = analyse(suspect).find(({ confidence, name }) => confidence >= 30 && isOffered(name.toLowerCase()))
  return (known?.name.toLowerCase() as Encoding | undefined) ?? 'windows-1252'
}

const isOffered = (name: string) => encodings.some((encoding) => encoding === name && encoding !== 'utf-8')

function wideOf(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const size = Math.min(head.length, 4096) & ~1
  let even = 0
  let odd = 0
  for (let at = 0; at < size; at += 2) {
    if (head[at] === 0) even++
    if (head[at + 1] === 0) odd++
  }
  if (odd > size / 8 && even < odd / 8) return 'utf-16le'
  return even > size / 8 && odd < even / 8 ? 'utf-16be' : null
}

function mostlyUtf8(bytes: Buffer): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.split('\uFFFD').length - 1
  let foreign = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) foreign++
  return foreign - broken > 4 * broken
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39

/** Of the bytes above 127, how many stand in pairs of GB 2312's rows of characters (both bytes high). */
function chineseShare(bytes: Buffer): number {
  let high = 0
  let paired = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x81) continue
    high++
    const next = bytes[at + 1] ?? 0
    if (byte >= 0xa1 && byte <= 0xf7 && next >= 0xa1) {
      paired++
      at++
    } else if (isDigit(next) && (bytes[at + 2] ?? 0) >= 0x81 && isDigit(bytes[at + 3] ?? 0)) {
      // Rare characters take four bytes, every second one a digit.
      paired++
      at += 3
    }
  }
  return high === 0 ? 0 : paired / high
}
