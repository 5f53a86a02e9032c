export const WAYS = ['page', 'node', 'browser', 'http'] as const
export type Way = (typeof WAYS)[number]

/** What a developer pastes to send events here: code, the same in every language. */
export function howToSend(way: Way, writeKey: string, origin: string): string {
  switch (way) {
    case 'page':
      return `<script async
  src="${origin}/widget.js"
  data-key="${writeKey}"></script>`
    case 'node':
      return `import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({
  writeKey: '${writeKey}',
  host: '${origin}',
})
analytics.track({
  userId: 'customer-1',
  event: 'Product Viewed',
  properties: { sku: 'T1', name: 'Oolong' },
})`
    case 'browser':
      return `import { AnalyticsBrowser } from '@segment/analytics-next'

const analytics = AnalyticsBrowser.load(
  {
    writeKey: '${writeKey}',
    cdnSettings: { integrations: { 'Segment.io': {
      apiKey: '${writeKey}',
      apiHost: '${origin.replace(/^https?:\/\//, '')}/v1',
      protocol: '${origin.startsWith('https') ? 'https' : 'http'}',
    } } },
  },
)
analytics.page()`
    case 'http':
      return `curl ${origin}/v1/track \\
  -u ${writeKey}: \\
  -H 'content-type: application/json' \\
  -d '{"anonymousId": "browser-1",
       "event": "Product Viewed",
       "properties": {"sku": "T1", "name": "Oolong"}}'`
  }
}
