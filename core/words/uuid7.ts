let lastMilliseconds = 0
let counter = 0

// Asking the system for chance once per id costs more than all the rest of it.
const pool = new Uint8Array(8 * 512)
let used = pool.length

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** UUID version 7 (RFC 9562 §5.7): sortable by time, monotonic within one process by a 12-bit counter. */
export function uuid7(now = Date.now()): string {
  if (now > lastMilliseconds) {
    lastMilliseconds = now
    counter = 0
  } else if (++counter > 0xfff) {
    lastMilliseconds++
    counter = 0
  }
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  const chance = () => pool[used++] as number
  const time = lastMilliseconds.toString(16).padStart(12, '0')
  const variant = hex(0x80 | (chance() & 0x3f)) + hex(chance())
  let tail = ''
  for (let at = 0; at < 6; at++) tail += hex(chance())
  return `${time.slice(0, 8)}-${time.slice(8)}-${(0x7000 | counter).toString(16)}-${variant}-${tail}`
}

const hex = (byte: number) => HEX[byte] as string
