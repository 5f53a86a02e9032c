import { productOf, productOfPage } from './product.ts'
import type { Send } from './sender.ts'

/** How shops call what was searched for in the addresses of their search pages. */
const SEARCH = ['q', 's', 'query', 'search', 'keyword', 'keywords', 'wd']

/** Tells the page, what was searched for, and the product it is about; again whenever the address changes without a load. */
export function watchPage(send: Send): void {
  let told = ''
  let timer: number | undefined
  const tellNow = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    tellPage(send)
  }
  const tell = () => {
    if (location.href === told) return
    told = location.href
    // A page of an app has its title and data only a moment after its address.
    timer = window.setTimeout(tellNow, 50)
  }
  // Captured, so that it comes before what waits is handed to the browser.
  addEventListener('pagehide', tellNow, true)
  tell()
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name]
    history[name] = function (this: History, ...given: Parameters<History['pushState']>) {
      original.apply(this, given)
      tell()
    }
  }
  addEventListener('popstate', tell)
}

function tellPage(send: Send): void {
  const page = { path: location.pathname, title: document.title, referrer: document.referrer }
  send({ type: 'page', name: document.title, properties: page })
  const query = searchedFor()
  if (query) send({ type: 'track', event: 'Products Searched', properties: { query } })
  const main = document.querySelector<HTMLElement>('[data-rapport-product]')
  const product = (main && productOf(main)) ?? productOfPage()
  if (product) send({ type: 'track', event: 'Product Viewed', properties: { ...product } })
}

function searchedFor(): string | null {
  const params = new URLSearchParams(location.search)
  for (const name of SEARCH) {
    const text = params.get(name)?.trim()
    if (text) return text.slice(0, 200)
  }
  return null
}
