import { type Product, productOf } from './product.ts'
import type { Send } from './sender.ts'

/**
 * Tells what is put into the cart and taken out (`data-rapport-add`, `data-rapport-remove` on the button, inside the
 * product's element), and what is compared: a table `data-rapport-compare` with products in its head, and the rows
 * (`data-rapport-parameter`) that are opened or clicked.
 */
export function watchClicks(send: Send): void {
  document.addEventListener(
    'click',
    (event) => {
      const target = event.target instanceof Element ? event.target : null
      const button = target?.closest<HTMLElement>('[data-rapport-add], [data-rapport-remove]')
      const product = button && productOf(button)
      if (button && product) {
        const name = 'rapportAdd' in button.dataset ? 'Product Added' : 'Product Removed'
        send({ type: 'track', event: name, properties: { quantity: 1, ...product } })
      }
      const parameter = target?.closest<HTMLElement>('[data-rapport-parameter]')
      if (parameter) tellParameter(parameter, send)
    },
    true,
  )
  watchComparisons(send)
}

const comparedIn = (table: Element): Product[] =>
  [...table.querySelectorAll<HTMLElement>('[data-rapport-sku]')].flatMap((one) => productOf(one) ?? [])

function tellParameter(row: HTMLElement, send: Send): void {
  const table = row.closest('[data-rapport-compare]')
  const parameter = row.dataset.rapportParameter || row.textContent?.trim().slice(0, 60)
  if (table && parameter) {
    send({
      type: 'track',
      event: 'Product Compared',
      properties: { products: comparedIn(table), parameters: [parameter] },
    })
  }
}

/** A comparison is told once it is on the page, also where a script puts it there later. */
function watchComparisons(send: Send): void {
  const told = new WeakSet<Element>()
  const look = () => {
    for (const table of document.querySelectorAll('[data-rapport-compare]')) {
      const products = comparedIn(table)
      if (told.has(table) || products.length < 2) continue
      told.add(table)
      const parameters = [...table.querySelectorAll<HTMLElement>('[data-rapport-parameter]')].flatMap(
        (row) => row.dataset.rapportParameter || [],
      )
      send({ type: 'track', event: 'Product Compared', properties: { products, parameters } })
    }
  }
  look()
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true })
}
