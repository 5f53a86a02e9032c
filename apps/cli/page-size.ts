import { InvalidArgumentError } from 'commander'
import { wholeNumber } from './place.ts'

const MOST = 200

/** How many rows a page may have; the bounds of the API. */
export function pageSize(text: string): number {
  const number = wholeNumber(text)
  if (number < 1 || number > MOST) throw new InvalidArgumentError(`From 1 to ${MOST}; --cursor goes on from there.`)
  return number
}
