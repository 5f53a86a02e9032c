const VISITOR = 'rapport_visitor'
const CONSENT = 'rapport_consent'
const YEAR_S = 31_536_000
/** A refusal, or consent, is asked anew after half a year. */
const CONSENT_S = YEAR_S / 2

export type Consent = 'yes' | 'no' | null

function readCookie(name: string): string | null {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null
}

function writeCookie(name: string, value: string, seconds: number): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the store for cookies is not in every browser that shops have to serve
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${seconds}; SameSite=Lax${secure}`
}

/** The mark of this browser, made at the first need and kept a year from the last visit on. */
export function visitorId(): string {
  const id = readCookie(VISITOR) ?? crypto.randomUUID()
  writeCookie(VISITOR, id, YEAR_S)
  return id
}

/** The next visitor of this browser is another one: after signing out, or when consent is taken back. */
export const forgetVisitor = (): void => writeCookie(VISITOR, '', 0)

/** What was answered; a browser that says "don't sell or share" (Global Privacy Control) has answered for its owner. */
export function consent(): Consent {
  const said = readCookie(CONSENT)
  if (said === 'yes' || said === 'no') return said
  return (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl ? 'no' : null
}

export const keepConsent = (answer: 'yes' | 'no'): void => writeCookie(CONSENT, answer, CONSENT_S)
