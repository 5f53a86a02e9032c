const FILLERS = new Set(
  'n/a na nan null none nil unknown unspecified undefined - -- --- . ? ?? x xx xxx test 无 空 未知 不详 没有 暂无 測試 测试'.split(
    ' ',
  ),
)

/** The cell's text, or null where it says only that nothing is known. */
export function knownValue(cell: string | null | undefined): string | null {
  const text = cell?.normalize('NFC').trim() ?? ''
  return text === '' || FILLERS.has(text.toLowerCase()) ? null : text
}
