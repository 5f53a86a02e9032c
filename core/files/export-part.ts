/** A column of a file that goes out. */
export interface ExportColumn {
  name: string
  /** Its cells are exact decimal texts. */
  isNumber?: boolean
  /** Class of fields: whoever sees it masked gets it masked, and the header says so. */
  mask?: string
  /** Permission without which the column stays empty, and the header says so. */
  needs?: string
}

/** The next rows of a file that goes out: texts in the order of the columns, empty where nothing is known. */
export interface ExportPart {
  rows: string[][]
  /** Where the next part begins; null: that was all. */
  next: string[] | null
}
