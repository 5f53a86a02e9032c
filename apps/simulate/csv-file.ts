import { type FileHandle, open } from 'node:fs/promises'

const BLOCK = 256 * 1024
const SPECIAL = /[",\r\n]/

function cell(text: string): string {
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A CSV file (RFC 4180, UTF-8, LF) written in blocks: rows gather in memory only until `full`. */
export class CsvFile<Row extends Record<string, string>> {
  rows = 0
  bytes = 0
  #file: FileHandle
  #columns: readonly (keyof Row & string)[]
  #text: string

  private constructor(file: FileHandle, columns: readonly (keyof Row & string)[]) {
    this.#file = file
    this.#columns = columns
    this.#text = `${columns.join(',')}\n`
  }

  static async create<R extends Record<string, string>>(
    path: string,
    columns: readonly (keyof R & string)[],
  ): Promise<CsvFile<R>> {
    return new CsvFile<R>(await open(path, 'w'), columns)
  }

  get full(): boolean {
    return this.#text.length >= BLOCK
  }

  add(row: Row): void {
    let line = ''
    for (const column of this.#columns)
      line += (line === '' && column === this.#columns[0] ? '' : ',') + cell(row[column] ?? '')
    this.#text += `${line}\n`
    this.rows++
  }

  async flush(): Promise<void> {
    const block = Buffer.from(this.#text)
    this.#text = ''
    this.bytes += block.length
    await this.#file.writeFile(block)
  }

  async close(): Promise<void> {
    await this.flush()
    await this.#file.close()
  }
}
