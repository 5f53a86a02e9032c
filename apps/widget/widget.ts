import { askConsent } from './consent-bar.ts'
import type { Product } from './product.ts'
import { type Event, openSender, type Send } from './sender.ts'
import { consent, forgetVisitor, keepConsent, visitorId } from './visitor.ts'
import { watchClicks } from './watch-clicks.ts'
import { watchForms } from './watch-forms.ts'
import { watchPage } from './watch-page.ts'

/** What a shop's own pages may call: `rapport.identify('K1001', { email })`. */
interface Rapport {
  track(event: string, properties?: Record<string, unknown>): void
  identify(userId: string, traits?: Record<string, unknown>): void
  compare(products: Product[], parameters?: string[]): void
  /** After signing out: the next one at this browser is somebody else. */
  reset(): void
  /** Gives or takes back consent, for shops with a question of their own. */
  consent(given: boolean): void
}

declare global {
  interface Window {
    rapport?: Rapport
  }
}

// Only while the script itself runs does the document know which tag it came from.
const tag = document.currentScript as HTMLScriptElement | null
if (tag && !window.rapport) void start(tag)

async function start(script: HTMLScriptElement): Promise<void> {
  const key = script.dataset.key ?? ''
  const home = new URL(script.src).origin
  let userId: string | undefined
  let sending = false
  let send: Send | null = null
  // What the page says before anybody has agreed waits, and is forgotten where they decline.
  let early: Event[] = []
  const say = (event: Event) => {
    if (sending && send) send(event)
    else if (consent() !== 'no') early.push(event)
  }
  const begin = () => {
    sending = true
    if (send) return
    send = openSender(`${home}/v1/b`, key, () => ({ anonymousId: visitorId(), ...(userId && { userId }) }))
    watchPage(say)
    watchClicks(say)
    watchForms(say)
    for (const event of early.splice(0)) send(event)
  }
  const end = () => {
    sending = false
    early = []
    keepConsent('no')
    forgetVisitor()
  }
  window.rapport = {
    track: (event, properties = {}) => say({ type: 'track', event, properties }),
    identify: (id, traits = {}) => {
      userId = id
      say({ type: 'identify', traits })
    },
    compare: (products, parameters = []) =>
      say({ type: 'track', event: 'Product Compared', properties: { products, parameters } }),
    reset: () => {
      userId = undefined
      forgetVisitor()
    },
    consent: (given) => {
      if (!given) return end()
      keepConsent('yes')
      begin()
    },
  }
  const link = takeLink()
  if (link) say({ type: 'identify', traits: { rapportLink: link } })
  const { user, email, name } = script.dataset
  if (user) window.rapport.identify(user, { ...(email && { email }), ...(name && { name }) })
  const answer = consent()
  if (answer === 'no') return
  if (answer === 'yes' || !(await asksConsent(home, key))) return begin()
  const ask = () => askConsent((yes) => window.rapport?.consent(yes))
  if (document.body) ask()
  else addEventListener('DOMContentLoaded', ask)
}

/** A personal link names who opens it; the mark is taken out of the address, so that nobody passes it on or measures it. */
function takeLink(): string | null {
  const address = new URL(location.href)
  const token = address.searchParams.get('rl')
  if (!token) return null
  address.searchParams.delete('rl')
  history.replaceState(history.state, '', address)
  return token
}

/** Where the answer is not to be had nothing is tracked that might have had to be asked for. */
async function asksConsent(home: string, key: string): Promise<boolean> {
  try {
    const answer = await fetch(`${home}/v1/settings/${encodeURIComponent(key)}`, { credentials: 'omit' })
    const { asksConsent: asks } = (await answer.json()) as { asksConsent?: boolean }
    return asks !== false
  } catch {
    return true
  }
}
