/** What a file may hold; more is refused with its line. */
export const limits = {
  fileBytes: 2 * 2 ** 30,
  columns: 500,
  /** Characters of one row, line breaks inside quotes included. */
  rowChars: 2 ** 20,
  /** Bytes of one cell. */
  cellBytes: 100_000,
  xlsx: { entries: 2000, unpackedBytes: 4 * 2 ** 30, ratio: 150, ratioFrom: 2 ** 20, memoryBytes: 256 * 2 ** 20 },
} as const
