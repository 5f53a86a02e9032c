import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { tooMany } from '#core/errors.ts'

// OWASP's second choice for scrypt: 32 MiB and about 0.15 s of one core.
const COST = { N: 2 ** 15, r: 8, p: 3 }
const AT_ONCE = 2
const MAX_WAITING = 60

let running = 0
const waiting: (() => void)[] = []

/** Hash of a password for the database: `scrypt$<salt>$<key>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`
}

/** Whether a password is the hashed one. Without a hash it takes as long and is never right. */
export async function isPassword(hash: string | null, password: string): Promise<boolean> {
  const [, salt, key] = (hash ?? DECOY).split('$')
  const derived = await derive(password, Buffer.from(salt ?? '', 'base64url'))
  return timingSafeEqual(derived, Buffer.from(key ?? '', 'base64url')) && hash !== null
}

const DECOY = `scrypt$${randomBytes(16).toString('base64url')}$${randomBytes(32).toString('base64url')}`

/** A crowd signing in waits in line instead of taking every core; @throws tooMany `sign_in_busy` when the line is long. */
async function derive(password: string, salt: Buffer): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) throw tooMany('sign_in_busy', 'Too many people sign in right now. Try again.', 5)
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running++
  try {
    return await stretch(password.normalize('NFKC'), salt)
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function stretch(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { ...COST, maxmem: 256 * COST.N * COST.r }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
