/** The types of events a webhook may be told, in the order they are offered; the same names as announced in the house. */
export const EVENT_TYPES = [
  'customers.customer.created',
  'customers.customer.changed',
  'customers.customers.changed',
  'customers.customers.imported',
  'customers.customers.merged',
  'customers.customers.unmerged',
  'customers.interactions.recorded',
  'customers.import.reverted',
  'customers.segment.changed',
  'customers.segment.entered',
  'customers.segment.left',
  'orders.order.placed',
  'orders.order.changed',
  'orders.orders.imported',
  'catalogue.product.changed',
  'catalogue.products.imported',
  'insight.classes.changed',
  'insight.scores.computed',
  'insight.predictions.computed',
  'insight.offers.computed',
  'insight.churn.changed',
  'insight.needs.due',
  'imports.run.finished',
] as const

/** Rooms whose events may be told all together: `orders.*`. */
export const EVENT_ROOMS = ['customers', 'orders', 'catalogue', 'insight', 'imports'] as const

/** What "send a test event" tells. */
export const TEST_TYPE = 'webhooks.test'
