/** A row of an interaction file. One of reference, e-mail or phone names the customer. */
export interface InteractionRow {
  customerRef?: string | null
  email?: string | null
  phone?: string | null
  occurredAt: Date
  channel: string
  direction: 'inbound' | 'outbound' | 'internal'
  kind: string
  subject?: string | null
  body?: string | null
  staff?: string | null
  orderNumber?: string | null
  /** Review or survey score, as given. */
  score?: number | null
}
