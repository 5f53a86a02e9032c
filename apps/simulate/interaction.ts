export type Interaction = {
  second: number
  channel: string
  direction: 'inbound' | 'outbound'
  kind: string
  subject: string
  body: string
  staff: string
  /** What the source system knew of the person. */
  by: 'ref' | 'twin' | 'email' | 'phone'
}
