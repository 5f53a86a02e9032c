import { runFinished } from '#connectors/imports/events.ts'
import type { EventKind } from '#core/events/event.ts'
import { productChanged, productsImported } from '#modules/catalogue/events.ts'
import {
  customerChanged,
  customerCreated,
  customersChanged,
  customersImported,
  customersMerged,
  customersUnmerged,
  importReverted,
  interactionsRecorded,
  segmentChanged,
  segmentEntered,
  segmentLeft,
} from '#modules/customers/events.ts'
import {
  churnChanged,
  classesChanged,
  needsDue,
  offersComputed,
  predictionsComputed,
  scoresComputed,
} from '#modules/insight/events.ts'
import { orderChanged, orderPlaced, ordersImported } from '#modules/orders/events.ts'

/** What may be told outside. Its payloads are ids and small facts; whoever wants more asks the API, with rights of their own. */
export const outwardEvents: readonly EventKind[] = [
  customerCreated,
  customerChanged,
  customersChanged,
  customersImported,
  customersMerged,
  customersUnmerged,
  interactionsRecorded,
  importReverted,
  segmentChanged,
  segmentEntered,
  segmentLeft,
  orderPlaced,
  orderChanged,
  ordersImported,
  productChanged,
  productsImported,
  classesChanged,
  scoresComputed,
  predictionsComputed,
  offersComputed,
  churnChanged,
  needsDue,
  runFinished,
]
