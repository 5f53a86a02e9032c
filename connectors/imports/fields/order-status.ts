import { headerKey } from './header-key.ts'

type Status = 'placed' | 'paid' | 'shipped' | 'delivered' | 'completed' | 'cancelled' | 'returned'

/**
 * The words of shop systems for the states of an order. A sale that was paid back altogether counts as cancelled,
 * because its file keeps its amounts positive: Shopify's and WooCommerce's "refunded", Taobao's 交易关闭. `returned` is
 * for files that take the goods back in negative lines.
 */
const WORDS: Record<Status, string> = {
  placed:
    'placed|pending|open|new|created|on hold|authorized|partially paid|unpaid|pending payment|checkout draft|unfulfilled|partial|等待买家付款|待付款|待支付|买家未付款|未付款|已下单|wc-pending|wc-on-hold',
  paid: 'paid|processing|approved|invoiced|confirmed|partially refunded|买家已付款|买家已付款等待卖家发货|等待卖家发货|待发货|已付款|已支付|待接单|待成团|部分退款|wc-processing',
  shipped:
    'shipped|fulfilled|in transit|dispatched|sent|partially fulfilled|卖家已发货|卖家已发货等待买家确认|等待买家确认收货|已发货|待收货|卖家部分发货|部分发货',
  delivered: 'delivered|received|arrived|已签收|已收货|已送达',
  completed: 'completed|complete|done|closed won|finished|交易成功|交易完成|已完成|订单完成|wc-completed|archived',
  cancelled:
    'cancelled|canceled|cancel|voided|void|failed|expired|refunded|unavailable|trash|deleted|交易关闭|已关闭|已取消|订单取消|订单关闭|付款以后用户退款成功交易自动关闭|付款以前卖家或买家主动关闭交易|已退款|全额退款|wc-cancelled|wc-refunded|wc-failed',
  returned: 'returned|return|credit note|restocked|退货|已退货|退货完成',
}

const known = new Map(
  Object.entries(WORDS).flatMap(([status, words]) =>
    words.split('|').map((word) => [headerKey(word), status as Status]),
  ),
)

/** Our state for a shop's word; null for a word nobody knows. */
export const orderStatusOf = (word: string): Status | null => known.get(headerKey(word)) ?? null

const STEPS: Status[] = ['placed', 'paid', 'shipped', 'delivered', 'completed', 'returned', 'cancelled']

/** Of two words about one order, the later step. */
export const laterStatus = (one: Status | null, other: Status | null): Status | null =>
  STEPS.indexOf(one as Status) >= STEPS.indexOf(other as Status) ? one : other
