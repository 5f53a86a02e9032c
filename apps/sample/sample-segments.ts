import type { Context } from '#core/context.ts'
import { addSegment } from '#modules/customers/segment/save-segment.ts'

type NewSegment = Parameters<typeof addSegment>[1]

/** A few segments that show what conditions can say. */
export async function addSampleSegments(ctx: Context, language: 'zh' | 'en'): Promise<void> {
  for (const segment of sampleSegments(language)) await addSegment(ctx, segment)
}

function sampleSegments(language: 'zh' | 'en'): NewSegment[] {
  const say = (chinese: string, english: string) => (language === 'en' ? english : chinese)
  return [
    {
      name: say('咖啡回头客', 'Coffee regulars'),
      description: say(
        '90 天内买过两次以上咖啡，没有投诉',
        'Bought coffee at least twice in 90 days and did not complain',
      ),
      condition: {
        all: [
          {
            bought: {
              category: say('食品/咖啡', 'Food/Coffee'),
              measure: 'times',
              compare: 'atLeast',
              value: '2',
              within: { days: 90 },
            },
          },
          { touched: { kind: 'complaint', compare: 'exactly', value: 0, within: { days: 90 } } },
        ],
      },
    },
    {
      name: say('沉默的关键客户', 'Key customers gone quiet'),
      description: say('关键客户，60 天没有下单', 'Key customers without an order for 60 days'),
      condition: {
        all: [
          { field: 'class', op: 'is', value: ['key'] },
          { bought: { measure: 'times', compare: 'exactly', value: '0', within: { days: 60 } } },
        ],
      },
    },
    {
      name: say('看了没买', 'Looked but did not buy'),
      description: say(
        '30 天内加购或浏览过商品，却没有下单',
        'Viewed products or filled a cart in 30 days without ordering',
      ),
      condition: {
        all: [
          {
            any: [
              { touched: { kind: 'cart', compare: 'atLeast', value: 1, within: { days: 30 } } },
              { touched: { kind: 'product_view', compare: 'atLeast', value: 3, within: { days: 30 } } },
            ],
          },
          { bought: { measure: 'times', compare: 'exactly', value: '0', within: { days: 30 } } },
        ],
      },
    },
  ]
}
