import type { Kind } from './field.ts'
import { headerKey } from './header-key.ts'

/** Headers of usual exports for each field; the field's own name always counts. One header may mean a field in each kind. */
const NAMES: Record<Kind, Record<string, string>> = {
  customers: {
    customer_ref:
      'customer id|customer no|customer number|customer code|client id|member id|user id|id|客户编号|客户id|会员编号|会员id|用户id|用户编号|顾客编号',
    name: 'full name|customer name|display name|contact name|customer|client|姓名|客户姓名|客户名称|会员姓名|顾客姓名|名称|昵称|买家昵称|收货人姓名|联系人',
    first_name: 'first name|given name|firstname|billing first name|名',
    last_name: 'last name|surname|family name|billing last name|姓',
    email: 'e-mail|email address|mail|customer email|邮箱|电子邮箱|电子邮件|邮件',
    phone:
      'phone number|mobile|mobile phone|mobile number|telephone|tel|cell|手机|手机号|手机号码|电话|联系电话|联系手机|联系方式',
    gender: 'sex|性别',
    birthday: 'birth date|birthdate|date of birth|dob|生日|出生日期',
    country: 'country code|default address country code|nation|国家|国家地区',
    region: 'state|province|county|default address province code|省|省份|所在省|地区|州',
    city: 'town|default address city|市|城市|所在市',
    address: 'street|address line 1|address1|default address address1|地址|详细地址|联系地址|收货地址',
    postcode: 'zip|zip code|zipcode|postal code|post code|default address zip|邮编|邮政编码',
    company: 'company name|organisation|organization|default address company|公司|公司名称|单位',
    card_number: 'card|club card|loyalty card|member card|membership number|barcode|会员卡号|卡号',
    tags: 'tag|labels|标签',
    consent_email: 'accepts email marketing|accepts marketing|email marketing consent|newsletter|email opt in|接受邮件',
    consent_sms: 'accepts sms marketing|sms marketing consent|sms opt in|接受短信',
    created_at:
      'created|created at|registered|registered at|registration date|customer since|date created|注册时间|创建时间|入会时间|注册日期',
  },
  products: {
    sku: 'stock code|stockcode|product id|product code|item code|item number|variant sku|article|article number|code|商家编码|商品编码|货号|规格编码|商品编号|sku编码',
    name: 'product name|title|product title|description|item name|商品名称|宝贝标题|名称|品名|标题',
    category: 'category path|product category|product type|type|categories|类目|分类|商品分类|商品类目',
    brand: 'vendor|manufacturer|make|品牌',
    price: 'unit price|regular price|variant price|list price|sale price|价格|售价|单价|销售价|一口价',
    unit_cost: 'cost|cost price|cost per item|purchase price|成本|成本价|进价|采购价',
    currency: 'currency code|币种|货币',
    barcode: 'ean|gtin|upc|variant barcode|条码|条形码',
    supplier: 'supplier name|供应商|供货商',
    stock: 'quantity|inventory|stock quantity|qty|variant inventory qty|on hand|库存|数量|库存数量',
  },
  orders: {
    order_number:
      'order id|order no|order|order number|order name|invoice|invoice no|invoiceno|invoice number|transaction id|receipt|订单编号|订单号|主订单编号|交易号|单号',
    ordered_at:
      'order date|date|created at|created|invoice date|invoicedate|order created at|purchase date|date created|transaction date|订单创建时间|下单时间|创建时间|交易时间|订单时间|下单日期|日期',
    status: 'order status|financial status|state|订单状态|状态|交易状态',
    status_given: 'status as given|原状态',
    customer_ref:
      'customer id|customer no|customer number|customer code|client id|member id|user id|buyer id|买家会员名|买家昵称|会员名|客户编号|会员编号|用户id|买家id|会员id',
    customer_name:
      'customer|customer name|buyer|buyer name|billing name|shipping name|recipient|full name|name|收货人姓名|收货人|收件人|买家姓名|客户姓名|姓名|客户',
    first_name: 'first name|billing first name|first name billing',
    last_name: 'last name|billing last name|last name billing|surname',
    email: 'e-mail|email address|customer email|billing email|email billing|buyer email|邮箱|买家邮箱|电子邮箱',
    phone:
      'phone number|mobile|telephone|tel|billing phone|phone billing|shipping phone|customer phone|联系手机|联系电话|手机|手机号|手机号码|收货人手机号|买家手机号|收件人手机|电话|联系方式',
    country: 'shipping country|billing country|country code|country code billing|ship country|国家|收货人国家',
    region:
      'state|province|shipping province|billing province|state code billing|shipping state|省|省份|收货人省份|收件人省份|收货省份',
    city: 'shipping city|billing city|city billing|town|市|城市|收货人城市|收件人城市|收货城市',
    address:
      'shipping street|shipping address|billing address|address 1 2 billing|shipping address1|street|收货地址|详细收货地址|收货人地址|详细地址|地址|收件人地址',
    postcode:
      'zip|zip code|postal code|shipping zip|billing zip|postcode billing|shipping postcode|邮编|邮政编码|收货邮编',
    sku: 'stock code|stockcode|product id|item sku|lineitem sku|product code|item code|variant sku|商家编码|商品编码|规格编码|外部系统编号|货号|sku编码|商品货号',
    product_name:
      'product|product title|item|item name|lineitem name|description|title|宝贝标题|标题|商品名称|商品标题|商品|品名',
    category: 'product category|product type|item category|类目|商品类目|分类|商品分类',
    brand: 'product brand|品牌',
    quantity: 'qty|lineitem quantity|units|count|item quantity|购买数量|商品数量|数量|宝贝总数量|件数',
    unit_price: 'price|lineitem price|item price|item cost|unit cost price|price each|价格|单价|商品单价|售价|成交单价',
    line_total: 'line total|item total|order line total|amount|line amount|商品总价|商品金额|买家应付货款|小计|金额',
    discount: 'line discount|lineitem discount|item discount|discount amount line|优惠金额|折扣|优惠|商品优惠',
    freight: 'freight value|line freight',
    currency: 'currency code|order currency|币种|货币',
    unit_cost: 'cost|cost price|cost of goods|成本|成本价',
    channel: 'source|sales channel|order source|渠道|订单来源|来源',
    shop: 'store|store name|shop name|outlet|branch|warehouse|店铺|店铺名称|门店|归属店铺|所属店铺',
    voucher: 'voucher code|coupon|coupon code|discount code|优惠券|优惠码|优惠券码',
    approved_at:
      'paid at|payment date|payment time|date paid|order approved at|订单付款时间|付款时间|买家付款时间|支付时间',
    shipped_at: 'shipped|ship date|fulfilled at|dispatched at|shipping date|发货时间|卖家发货时间',
    delivered_at: 'delivered|delivery date|交易完成时间|确认收货时间|签收时间|订单完成时间|交易成功时间',
    promised_at: 'promised|estimated delivery|expected delivery date|delivery promised at|预计送达时间|承诺发货时间',
    order_discount: 'order discount|cart discount amount|discount total|total discount|订单优惠|店铺优惠|优惠总金额',
    order_freight: 'shipping|shipping cost|shipping total|order shipping amount|shipping amount|运费|买家应付邮费|邮费',
    order_refund: 'refunded amount|order refund amount|refund amount|refund total|退款金额|已退款金额',
    delivery_status: 'fulfillment status|fulfilment status|delivery status|shipping status|发货状态|物流状态',
    cancelled_at: 'cancelled at|canceled at|订单关闭时间|取消时间',
  },
  interactions: {
    customer_ref: 'customer id|customer no|customer number|member id|user id|客户编号|会员编号|会员名|用户id',
    email: 'e-mail|email address|from|邮箱|电子邮箱',
    phone: 'phone number|mobile|telephone|caller|手机|手机号|电话|来电号码',
    occurred_at:
      'date|time|datetime|timestamp|created at|happened at|call time|review date|时间|日期|发生时间|创建时间|通话时间|评价时间',
    channel: 'medium|source|渠道|来源',
    direction: 'in out|inbound outbound|方向',
    kind: 'type|interaction type|event|event type|类型|种类|事件',
    subject: 'title|topic|review title|主题|标题',
    body: 'message|text|content|comment|review|note|notes|review body|内容|正文|评价内容|备注|留言',
    staff: 'agent|employee|operator|handled by|客服|员工|坐席|经办人',
    order_number: 'order id|order no|order|invoice|订单编号|订单号',
    score: 'rating|stars|review score|csat|nps|评分|星级|打分|得分',
  },
}

const tables = new Map<Kind, Map<string, string>>()

/** The field that a header means in files of this kind; null when none does. */
export function fieldOfHeader(kind: Kind, header: string): string | null {
  return tableOf(kind).get(headerKey(header)) ?? null
}

function tableOf(kind: Kind): Map<string, string> {
  const known = tables.get(kind)
  if (known) return known
  const table = new Map<string, string>()
  for (const [field, names] of Object.entries(NAMES[kind])) {
    for (const name of names.split('|')) if (!table.has(headerKey(name))) table.set(headerKey(name), field)
  }
  for (const field of Object.keys(NAMES[kind])) table.set(headerKey(field), field)
  tables.set(kind, table)
  return table
}
