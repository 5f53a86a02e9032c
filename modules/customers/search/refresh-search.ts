import type { Context } from '#core/context.ts'
import { keepWords } from './keep-words.ts'
import { wordsOfCustomers } from './words-of-customers.ts'

/** Cuts the words of these customers anew. */
export async function refreshSearch(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length > 0) await keepWords(ctx, await wordsOfCustomers(ctx, customerIds))
}
