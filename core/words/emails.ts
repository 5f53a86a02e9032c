const BLANKS = '[ \\t\\u00A0\\u3000]'
const OUTER_BLANKS = new RegExp(`^${BLANKS}+|(?<!${BLANKS})${BLANKS}+$`, 'g')
// The three characters that canonical composition or lower case would turn into ASCII, so into somebody else's address.
const BECOMES_ASCII = /[\u212A\u037E\u1FEF]/
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Z}\p{Default_Ignorable_Code_Point}]/u
const LOCAL = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u
const DOMAIN =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])$/u

/**
 * The address trimmed, in NFC and lower case, or null when it is none. Control and zero-width characters, line breaks,
 * quoted local parts and a full-width @ are refused; look-alikes (Cyrillic а, dotless ı) stay other addresses.
 */
export function normaliseEmail(text: string): string | null {
  const address = text.replace(OUTER_BLANKS, '')
  if (address.length > 254 || INVISIBLE.test(address) || BECOMES_ASCII.test(address)) return null
  const lower = address.normalize('NFC').toLowerCase().normalize('NFC')
  const at = lower.lastIndexOf('@')
  const local = lower.slice(0, at)
  const domain = lower.slice(at + 1)
  if (at < 1 || !LOCAL.test(local) || !DOMAIN.test(domain) || domain !== domain.normalize('NFKC')) return null
  const bytes = new TextEncoder()
  return bytes.encode(local).length <= 64 && bytes.encode(lower).length <= 254 ? lower : null
}

/** z***@example.com; a local part of one letter shows nothing of itself, a text without @ nothing at all. */
export function maskEmail(text: string): string {
  const at = text.lastIndexOf('@')
  if (at < 1) return '***'
  const local = Array.from(text.slice(0, at).trim())
  return `${local.length > 1 ? local[0] : ''}***${text.slice(at).trim()}`
}
