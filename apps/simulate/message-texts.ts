export type Topic =
  | 'late'
  | 'damaged'
  | 'wrong'
  | 'unwanted'
  | 'expired'
  | 'called-off'
  | 'good'
  | 'middling'
  | 'bad'
  | 'late-review'
  | 'question'
  | 'answer'
  | 'apology'
  | 'newsletter'
  | 'visit'
  | 'call'
  | 'voucher'

/** One matter: subjects and the sentences that fit each of them; `{product}`, `{order}`, `{days}` and `{score}` are filled in. */
export type Matter = { subjects: string[]; cores: string[] }

/** How messages of a topic begin and end, and what they are about in between. One of each is drawn. */
export type Texts = { openings: string[]; matters: Matter[]; closings: string[] }

const matter = (subjects: string, cores: string): Matter => ({ subjects: subjects.split('|'), cores: cores.split('|') })

const texts = (subjects: string, openings: string, cores: string, closings: string): Texts =>
  several(openings, [[subjects, cores]], closings)

/** Each pair: subjects, and the sentences that fit them. */
function several(openings: string, matters: [subjects: string, cores: string][], closings: string): Texts {
  return {
    openings: openings.split('|'),
    matters: matters.map(([subjects, cores]) => matter(subjects, cores)),
    closings: closings.split('|'),
  }
}

const HELLO = '你好，|您好！|客服在吗？|亲，|麻烦看一下，|'
const PLEASE = '请尽快处理。|麻烦回个电话。|等你们回复，谢谢。|希望给个说法。|'

/** What Chinese customers and the shop write to each other. */
export const chineseTexts: Record<Topic, Texts> = {
  late: texts(
    '物流太慢|订单{order}还没到|催一下快递',
    HELLO,
    '订单{order}已经{days}天了还没收到。|说好三天到，现在都{days}天了。|快递一直停在中转站不动，急着用。',
    PLEASE,
  ),
  damaged: texts(
    '收到的商品破损|包装破了',
    HELLO,
    '{product}外包装压坏了，里面漏了。|打开一看{product}有一件是破的。|箱子湿透，{product}没法用了。',
    '已拍照，请退款。|请换一件。|申请退货。',
  ),
  wrong: texts(
    '发错货了|规格不对',
    HELLO,
    '我买的不是{product}这个规格，你们发错了。|{product}和下单的不一样。',
    '请安排换货。|怎么退？|请尽快处理。',
  ),
  unwanted: texts(
    '申请退货|七天无理由退货',
    HELLO,
    '{product}买多了，想退掉。|{product}不太适合我家，没拆封。|家里人已经买了{product}，用不上。',
    '请问运费谁出？|麻烦上门取件。|谢谢。',
  ),
  expired: texts(
    '日期不新鲜|临期商品',
    HELLO,
    '{product}只剩一个月就到期了。|{product}生产日期太早，不放心给孩子用。',
    '要求退款。|请给个解释。',
  ),
  'called-off': texts(
    '取消订单{order}|拍错了，帮我取消',
    HELLO,
    '刚才下的订单{order}拍错了，帮忙取消。|数量点错了，订单{order}不要了。|地址填错，先取消重新下单。',
    '谢谢。|麻烦快一点，还没发货吧？|',
  ),
  good: texts(
    '好评 {score}/5|满意 {score}/5',
    '一直在这家买，|第三次回购了，|朋友推荐来的，|',
    '{product}很好，家里人都喜欢。|{product}性价比高，包装也仔细。|{product}新鲜，味道和上次一样好。|质量不错，{product}会继续买。',
    '物流很快！|推荐。|👍|会再来。',
  ),
  middling: texts(
    '一般 {score}/5|还行 {score}/5',
    '',
    '{product}还可以，没有想象中好。|{product}中规中矩，价格有点贵。|东西行，包装可以再改进。',
    '先用用看。|下次活动再买。|',
  ),
  bad: texts(
    '差评 {score}/5|失望 {score}/5',
    '',
    '{product}和描述差很多。|{product}用了两天就不想用了。|客服态度一般，{product}质量也不好。',
    '不会再买。|希望改进。|😞',
  ),
  'late-review': texts(
    '物流太慢 {score}/5|等太久 {score}/5',
    '',
    '{product}本身还行，就是等了{days}天。|{days}天才到，客服也说不清。|送得太晚了，用不上了。',
    '物流要改进。|扣分在快递。|',
  ),
  question: several(
    HELLO,
    [
      ['请问有货吗|咨询：{product}', '{product}现在有货吗？'],
      ['咨询：保质期|咨询：{product}', '{product}保质期多久？'],
      ['售前咨询|咨询：{product}', '{product}孩子能用吗？'],
      ['咨询优惠|咨询：{product}', '买两件{product}有优惠吗？'],
      ['咨询发票', '可以开发票吗？'],
      ['咨询优惠|咨询：{product}', '{product}大包装什么时候打折？'],
    ],
    '谢谢。|等回复。|',
  ),
  // Each answers the question of the same place above.
  answer: several(
    '您好，',
    [
      ['回复：您的咨询', '{product}目前有货，今天下单明天发出。'],
      ['回复：您的咨询', '{product}保质期十二个月，都是新日期。'],
      ['回复：您的咨询', '{product}三岁以上可以用，详情页有说明。'],
      ['回复：您的咨询', '两件可以用满减券，下单时自动抵扣。'],
      ['回复：您的咨询', '可以，发票随货寄出。'],
      ['回复：您的咨询', '大包装月底有活动，一般能用两个月。'],
    ],
    '还有问题随时找我。|祝您购物愉快！',
  ),
  apology: texts(
    '回复：非常抱歉',
    '您好，给您添麻烦了。|非常抱歉让您久等。',
    '已经为订单{order}登记，两个工作日内处理。|补偿券已放入您的账户。|我们已联系快递加急派送。|退款今天原路返回。',
    '感谢您的谅解。|如有需要请直接回复。',
  ),
  newsletter: several(
    '亲爱的会员，|您好，|',
    [
      ['本周清单：{product}', '{product}本周特价，库存有限。|您常买的{product}又到货了。'],
      ['会员日预告', '本周六会员日，{product}会员价。|会员日当天{product}双倍积分。'],
      ['换季囤货指南', '换季推荐：{product}。'],
      ['老朋友专享', '根据您家的用量，{product}可能快用完了。|您常买的{product}，老朋友再减五元。'],
    ],
    '点击查看。|回复TD退订。',
  ),
  visit: several(
    '',
    [
      ['到店', '到店看了{product}，试用后购买。|店员介绍了会员卡。'],
      ['到店取货', '来店取货，顺便问了{product}。'],
      ['门店咨询', '到店问了{product}，当场买下。'],
    ],
    '|态度很好。|带了孩子一起来。',
  ),
  call: several(
    '客户来电，',
    [
      ['来电咨询', '问{product}的保质期。|询问积分和优惠券。'],
      ['来电：订单{order}', '询问订单{order}到哪了。|催促订单{order}发货。'],
      ['来电：改地址', '想改收货地址。|订单{order}要换个收货地址。'],
    ],
    '已告知。|已登记。|客户满意。|需回访。',
  ),
  voucher: several(
    '您好，|',
    [
      ['送您一张优惠券', '20元优惠券已到账，{product}可用。'],
      ['生日礼券', '本月生日礼：任意订单减20元。'],
      ['满减券到账', '满200减20元的券已到账，{product}可用。'],
    ],
    '有效期30天。|回复TD退订。',
  ),
}

const HI = 'Hi, |Hello, |Good morning, |Dear team, |'
const SOON = ' Please get back to me.| Thanks.| Please sort this out.|'

/** What customers abroad and the shop write to each other. */
export const englishTexts: Record<Topic, Texts> = {
  late: texts(
    'Where is my order?|Order {order} is late',
    HI,
    'order {order} has not arrived after {days} days.|tracking has not moved for a week, it is {days} days now.|you promised delivery days ago and nothing came.',
    SOON,
  ),
  damaged: texts(
    'Arrived damaged|Broken parcel',
    HI,
    'the {product} arrived crushed.|one of the {product} was leaking when I opened the box.',
    ' Photos attached, refund please.| Please send another one.',
  ),
  wrong: texts(
    'Wrong item|Not what I ordered',
    HI,
    'this is not the {product} I ordered.|the size of the {product} is wrong.',
    ' How do I return it?| Please exchange it.',
  ),
  unwanted: texts(
    'Return request|I would like to return this',
    HI,
    'I ordered too many of the {product}.|the {product} is not for us after all, still sealed.',
    ' Who pays the postage?| Thanks.',
  ),
  expired: texts(
    'Short date',
    HI,
    'the {product} expires in four weeks.|the date on the {product} is far too close.',
    ' I want a refund.| Please explain.',
  ),
  'called-off': texts(
    'Please cancel order {order}|Ordered by mistake',
    HI,
    'I ordered by mistake, please cancel {order}.|wrong quantity in order {order}, please cancel it.',
    ' Thanks.| It has not shipped yet, has it?',
  ),
  good: texts(
    'Great {score}/5|Happy {score}/5',
    "We've been buying here for a while. |Third time now. |",
    '{product} is excellent.|Good value, well packed.|The {product} is as fresh as last time.',
    ' Quick delivery!| Recommended.| 👍',
  ),
  middling: texts(
    'OK {score}/5|Fine {score}/5',
    '',
    '{product} is all right, not more.|Good product, a bit expensive.',
    ' Packaging could be better.| Might buy again on offer.|',
  ),
  bad: texts(
    'Disappointed {score}/5|Poor {score}/5',
    '',
    '{product} is not as described.|Stopped using the {product} after two days.',
    ' Not again.| Please improve.|',
  ),
  'late-review': texts(
    'Too slow {score}/5|Late {score}/5',
    '',
    '{product} is fine but took {days} days.|{days} days to arrive and nobody could say why.',
    ' Minus points for delivery.|',
  ),
  question: several(
    HI,
    [
      ['Is it in stock?', 'is the {product} in stock?'],
      ['Question about {product}', 'what is the shelf life of the {product}?'],
      ['Any discount?', 'any discount for two of the {product}?'],
      ['Invoice', 'can I get an invoice?'],
    ],
    ' Thanks.|',
  ),
  // Each answers the question of the same place above.
  answer: several(
    'Hello, ',
    [
      ['Re: your question', 'it is in stock and ships tomorrow.'],
      ['Re: your question', 'the shelf life is twelve months.'],
      ['Re: your question', 'two of them qualify for the voucher.'],
      ['Re: your question', 'the invoice comes with the parcel.'],
    ],
    ' Just ask if there is anything else.| Enjoy!',
  ),
  apology: texts(
    'Re: our apologies',
    'We are sorry about this. |',
    'Order {order} is registered and will be settled in two days.|A voucher is in your account.|The refund goes out today.',
    ' Thank you for your patience.| Reply any time.',
  ),
  newsletter: several(
    'Dear member, |',
    [
      ['This week: {product}', '{product} is on offer this week.|the {product} you like is back.'],
      ['Members’ day', 'this Saturday is members’ day, with our best price for {product}.'],
      ['Restock guide', 'you may soon run out of {product}.'],
    ],
    ' See more.| Unsubscribe any time.',
  ),
  visit: several(
    '',
    [
      ['Store visit', 'Looked at the {product} and bought it.'],
      ['Pick-up in store', 'Picked up an order and asked about {product}.'],
    ],
    '| Very friendly.',
  ),
  call: several(
    'Customer called, ',
    [
      ['Call about order {order}', 'asks where order {order} is.'],
      ['Call: change of address', 'wants another delivery address.'],
      ['Call: question', 'asks about the shelf life of the {product}.'],
    ],
    ' Answered.| Noted.| Call back needed.',
  ),
  voucher: several(
    'Hello, |',
    [
      ['A voucher for you', 'a voucher of 20 yuan is in your account, good for {product}.'],
      ['Happy birthday', 'for your birthday: 20 yuan off any order this month.'],
    ],
    ' Valid for 30 days.',
  ),
}
