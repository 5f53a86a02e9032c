import { AppError } from '#core/errors.ts'

/** 410. The record was joined to the one in `details.into`, whose page tells everything now. */
export const mergedAlready = (into: string) =>
  new AppError(410, 'customer_merged', 'This record was joined to another one.', { into })
