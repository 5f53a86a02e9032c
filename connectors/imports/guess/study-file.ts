import type { Kind } from '../fields/field.ts'
import { guessDelimiter } from '../file/guess-delimiter.ts'
import { type FileFacts, inspectFile } from '../file/inspect-file.ts'
import type { FileForm } from '../file/read-rows.ts'
import type { CompanyFacts } from './guess-formats.ts'
import { type Guess, guessMapping } from './guess-mapping.ts'
import { type FileSample, sampleFile } from './sample-file.ts'

export interface Study {
  facts: FileFacts
  form: FileForm
  sample: FileSample
  guess: Guess
}

/** Reads a file as far as needed to know what it is and how it is probably meant. */
export async function studyFile(
  path: string,
  company: CompanyFacts,
  wanted: {
    kind?: Kind | undefined
    encoding?: string | undefined
    delimiter?: string | undefined
    sheet?: string | undefined
  } = {},
): Promise<Study> {
  const facts = await inspectFile(path)
  const encoding = wanted.encoding ?? facts.encoding
  const delimiter = facts.type === 'csv' ? (wanted.delimiter ?? (await guessDelimiter(path, encoding))) : ''
  const isProven = facts.isProven && encoding === 'utf-8'
  const form: FileForm = {
    type: facts.type,
    encoding,
    delimiter,
    isProven,
    ...(wanted.sheet && { sheet: wanted.sheet }),
  }
  const sample = await sampleFile(path, form)
  return { facts, form, sample, guess: guessMapping(sample, form, company, wanted.kind) }
}
