import type { Context } from '#core/context.ts'
import { maskEmail } from '#core/words/emails.ts'
import { maskName } from '#core/words/names.ts'
import { maskPhone } from '#core/words/phones.ts'

const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu
const NUMBER = /\+?[\d\uFF10-\uFF19][\d\uFF10-\uFF19\s().\-/]{5,}[\d\uFF10-\uFF19]/g

/** Text that people wrote, with what the caller may not see masked in it: addresses, long numbers, the customer's name. */
export function freeText(ctx: Context, text: string | null, name: string): string | null {
  const { masked } = ctx.scope
  if (text === null || masked.size === 0) return text
  let safe = text
  if (masked.has('email')) safe = safe.replace(EMAIL, (found) => maskEmail(found))
  if (masked.has('phone') || masked.has('card')) safe = safe.replace(NUMBER, (found) => maskPhone(found))
  if (masked.has('name') && name.trim() !== '') safe = safe.replaceAll(name, maskName(name))
  return safe
}
