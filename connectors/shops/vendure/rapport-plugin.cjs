'use strict'
/**
 * A plug-in for Vendure 3 that tells Rapport what changed: which orders, customers and products, by their ids and nothing
 * else. Rapport then asks the Admin API what they are now. Copy this file into your Vendure project and name it in its
 * configuration:
 *
 *   const { RapportPlugin } = require('./rapport-plugin.cjs')
 *   plugins: [RapportPlugin.init({ url: 'https://crm.example/hooks/shops/…', secret: 'whsec_…' })]
 *
 * What can't be sent (Rapport is away) is tried again for some minutes; Rapport asks every two minutes what changed
 * anyway, so nothing is lost. Signed by the Standard Webhooks specification.
 */
const { createHmac, randomUUID } = require('node:crypto')
const {
  CustomerAddressEvent,
  CustomerEvent,
  EventBus,
  FulfillmentStateTransitionEvent,
  OrderEvent,
  OrderPlacedEvent,
  OrderStateTransitionEvent,
  PluginCommonModule,
  ProductVariantEvent,
  RefundEvent,
  RefundStateTransitionEvent,
  StockMovementEvent,
  VendurePlugin,
} = require('@vendure/core')

/** Changes of the same moment are told together. */
const TOGETHER_MS = 300
const TRIES_MS = [0, 2000, 10_000, 60_000, 300_000]

const one = (kind, entity) => (entity?.id != null ? [{ kind, id: String(entity.id) }] : [])

const READERS = [
  [OrderPlacedEvent, (event) => one('order', event.order)],
  [OrderStateTransitionEvent, (event) => one('order', event.order)],
  [OrderEvent, (event) => (event.order?.orderPlacedAt ? one('order', event.order) : [])],
  [RefundEvent, (event) => one('order', event.order)],
  [RefundStateTransitionEvent, (event) => one('order', event.order)],
  [
    FulfillmentStateTransitionEvent,
    (event) => (event.fulfillment?.orders ?? []).flatMap((order) => one('order', order)),
  ],
  [CustomerEvent, (event) => one('customer', event.entity ?? event.customer)],
  [CustomerAddressEvent, (event) => one('customer', event.entity?.customer)],
  [ProductVariantEvent, (event) => [].concat(event.entity ?? []).flatMap((variant) => one('product', variant))],
  [
    StockMovementEvent,
    (event) => (event.stockMovements ?? []).flatMap((movement) => one('product', movement.productVariant)),
  ],
]

class RapportPlugin {
  static init(options) {
    RapportPlugin.options = options
    return RapportPlugin
  }

  constructor(eventBus) {
    this.eventBus = eventBus
    this.changed = new Map()
    this.timer = null
  }

  onApplicationBootstrap() {
    if (!RapportPlugin.options?.url) return
    for (const [type, read] of READERS) {
      if (type) this.eventBus.ofType(type).subscribe((event) => this.note(read(event)))
    }
  }

  note(changes) {
    for (const change of changes) this.changed.set(`${change.kind} ${change.id}`, change)
    if (this.changed.size === 0 || this.timer) return
    this.timer = setTimeout(() => {
      this.timer = null
      const changed = [...this.changed.values()]
      this.changed.clear()
      void this.send(changed)
    }, TOGETHER_MS)
    this.timer.unref()
  }

  async send(changed) {
    const id = `msg_${randomUUID()}`
    const body = JSON.stringify({ changed, at: new Date().toISOString() })
    for (const wait of TRIES_MS) {
      await new Promise((done) => setTimeout(done, wait))
      if (await this.post(id, body)) return
    }
  }

  async post(id, body) {
    const { url, secret } = RapportPlugin.options
    const timestamp = Math.floor(Date.now() / 1000).toString()
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${signature}`,
        },
        body,
        signal: AbortSignal.timeout(10_000),
      })
      return answer.ok
    } catch {
      return false
    }
  }
}

Reflect.defineMetadata('design:paramtypes', [EventBus], RapportPlugin)
VendurePlugin({ imports: [PluginCommonModule], compatibility: '^3.0.0' })(RapportPlugin)

module.exports = { RapportPlugin }
