import { truncateBytes } from '#core/words/text.ts'

/**
 * A file's name as it may be shown: the last part of the path, without control, direction and zero-width characters,
 * composed, at most 200 bytes. Only shown: on disk a file has a random name.
 */
export function shownFileName(name: string): string {
  const plain = name.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
  const last = plain.split(/[\\/／＼]/u).pop() ?? ''
  const cut = truncateBytes(last.replace(/^[.\s]+|(?<![.\s])[.\s]+$/gu, ''), 200)
  return cut === '' ? 'file' : cut
}
