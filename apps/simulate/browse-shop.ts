import type { Interaction } from './interaction.ts'
import type { Order } from './order.ts'
import { putInteraction, type Writing } from './put-interaction.ts'

/** A walk through the shop's pages that ends `second`, about the goods of an order where there is one. */
export function browseShop(writing: Writing, order: Order | undefined, second: number, steps: number): void {
  const { shop, person, random } = writing
  const channel =
    order === undefined ? (person.country === 'CN' ? random.pick(['app', 'wechat', 'web']) : 'web') : order.channel
  const by: Interaction['by'] = order?.known === 'twin' ? 'twin' : 'ref'
  let at = second
  for (let step = 0; step < steps; step++) {
    at -= random.whole(20, 240)
    const category = shop.categories[random.weighted(shop.weights)]
    const product =
      random.chance(0.55) && order?.lines[0]
        ? order.lines[0].product
        : category && random.pick(random.pick(category.brands))
    if (product === undefined || category === undefined) return
    const page = { second: at, channel, direction: 'inbound' as const, by }
    const draw = random.next()
    // Many fill a cart and leave it: without an order it stays a cart.
    if (step === 0 && draw < 0.4)
      putInteraction(writing, { ...page, kind: 'cart', subject: product.name, body: `/cart?add=${product.sku}` })
    else if (draw < 0.55)
      putInteraction(writing, { ...page, kind: 'product_view', subject: product.name, body: `/p/${product.sku}` })
    else if (draw < 0.78)
      putInteraction(writing, { ...page, kind: 'page_view', subject: product.category, body: `/c/${product.category}` })
    else if (draw < 0.93)
      putInteraction(writing, {
        ...page,
        kind: 'search',
        subject: product.category.split('/').at(-1) ?? '',
        body: `/search?q=${product.category.split('/').at(-1)}`,
      })
    else
      putInteraction(writing, {
        ...page,
        kind: 'compare',
        subject: product.name,
        body: `/compare?with=${product.sku},${category.brands[0]?.[0]?.sku ?? ''}`,
      })
  }
}
