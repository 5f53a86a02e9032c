const MAX_TEXT = 2000
/** Bytes of all fields of one line as JSON; with the message and what pino adds a line stays under 8 kB. */
const MAX_FIELDS = 6000
const READ_BEFORE_CUT = 20_000
const SECRET_NAME = /pass(word|wd|phrase)?$|secret|token|authorization|cookie|api[-_]?key|credential/i
const HIDDEN = '[redacted]'
// JSON leaves these as they are; a terminal or a log viewer takes them for commands, line ends or a turn of the line.
const UNSEEN = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** Where secrets turn up inside other texts, also percent-encoded: our keys, bearer headers, `name=value`, `user:password@`. */
const SECRET_TEXTS: [RegExp, string][] = [
  [/rk_[0-9a-f]{32}_[\w-]+/g, HIDDEN],
  [/\b(bearer|basic)( |%20)[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  [
    /(\bsid|password|passwd|token|secret|api[-_]?key)((?:"|'|%22|%27)?(?:[=:]|%3[ad])(?: |%20)?(?:"|'|%22|%27)?)[^\s"'&;,%]+/gi,
    `$1$2${HIDDEN}`,
  ],
  [/(?::|%3a)(?:\/|%2f){2}[^\s/@:%]{0,100}(?::|%3a)[^\s/@%]{1,200}(?:@|%40)/gi, `://${HIDDEN}@`],
]

/**
 * The fields of a log line as they may stand there: secrets hidden by the name of their field and by their own look,
 * and everything together cut to a few kilobytes, so that nothing a caller sends can fill the disk.
 */
export function logFields(fields: Record<string, unknown>): Record<string, unknown> {
  return tidy(fields, { left: MAX_FIELDS }, 0) as Record<string, unknown>
}

/** One text for the log: secrets hidden, at most so many bytes as JSON. */
export function logText(text: string, bytes = MAX_TEXT): string {
  let clean = text.slice(0, READ_BEFORE_CUT)
  for (const [secret, instead] of SECRET_TEXTS) clean = clean.replace(secret, instead)
  clean = clean.replace(UNSEEN, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
  if (text.length <= READ_BEFORE_CUT && sizeOf(clean) <= bytes) return clean
  clean = clean.slice(0, bytes)
  while (sizeOf(clean) > bytes && clean.length > 0) clean = clean.slice(0, Math.floor(clean.length * 0.8))
  return `${clean}…`
}

// A control character is six bytes in JSON, a Chinese one three.
const sizeOf = (text: string) => Buffer.byteLength(JSON.stringify(text))

function tidy(value: unknown, budget: { left: number }, depth: number): unknown {
  if (typeof value === 'string') return paidText(value, budget)
  if (typeof value === 'bigint') return paidText(`${value}`, budget)
  if (value instanceof Error) return tidy(plainError(value), budget, depth)
  if (typeof value !== 'object' || value === null) {
    budget.left -= 24
    return typeof value === 'function' || typeof value === 'symbol' ? undefined : value
  }
  if (value instanceof Date) return paidText(value.toJSON() ?? 'invalid date', budget)
  if (depth > 3) return '[deep]'
  if (Array.isArray(value)) {
    return value
      .slice(0, 20)
      .filter(() => budget.left > 0)
      .map((item) => tidy(item, budget, depth + 1))
  }
  const kept: [string, unknown][] = []
  for (const [name, item] of Object.entries(value).slice(0, 40)) {
    if (budget.left <= 0) break
    const key = paidText(name.slice(0, 80), budget)
    kept.push([key, SECRET_NAME.test(name) ? HIDDEN : tidy(item, budget, depth + 1)])
  }
  return Object.fromEntries(kept)
}

function paidText(text: string, budget: { left: number }): string {
  const kept = logText(text, Math.max(0, Math.min(MAX_TEXT, budget.left)))
  budget.left -= sizeOf(kept) + 2
  return kept
}

function plainError(error: Error): Record<string, unknown> {
  const { name: type, message, stack } = error
  return {
    type,
    message,
    ...('code' in error && { code: error.code }),
    stack,
    ...(error.cause instanceof Error && { cause: { type: error.cause.name, message: error.cause.message } }),
  }
}
