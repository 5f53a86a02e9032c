/** Why a row was refused, or what was taken otherwise than it stands, for error files and the command line; the desk has its own words for the same codes. */
const REASONS: Record<string, readonly [en: string, zh: string]> = {
  missing: ['is missing', '缺少此项'],
  customer_missing: ['nothing names the customer', '没有任何可识别客户的信息'],
  not_a_date: ['is no date', '不是日期'],
  date_ambiguous: ['day and month could be either way round', '日与月的先后无法确定'],
  year_out_of_range: ['the year is before 1900 or after 2100', '年份不在 1900–2100 之间'],
  in_future: ['is still to come', '这个时间还没有到'],
  not_an_amount: ['is no amount', '不是金额'],
  amount_too_large: ['the amount is too large', '金额过大'],
  not_a_number: ['is no number', '不是数字'],
  too_many_decimals: ['has more than three decimals', '小数超过三位'],
  not_an_email: ['is no e-mail address', '不是邮箱地址'],
  not_a_phone: ['is no phone number', '不是电话号码'],
  not_a_currency: ['is no currency (ISO 4217)', '不是货币代码（ISO 4217）'],
  not_a_gender: ['is no gender we know', '无法识别的性别'],
  not_yes_or_no: ['is neither yes nor no', '既不是“是”也不是“否”'],
  not_a_direction: ['is neither inbound, outbound nor internal', '方向应为呼入、呼出或内部'],
  status_unknown: ['is a state we do not know', '未知的订单状态'],
  country_unknown: ['is no country we know; kept as it stands', '无法识别的国家，按原样保留'],
  rounded: ['was rounded to six decimals', '已四舍五入到六位小数'],
  quantity_assumed: ['is empty; one piece was assumed', '为空，按 1 件计'],
  discount_above_amount: ['is more than the line comes to', '大于该行金额'],
  too_long: ['is too long', '内容过长'],
  too_many_cells: ['the row has more cells than there are columns', '该行的单元格多于列数'],
  control_character: ['holds a control character', '含有控制字符'],
  encoding_broken: ['has characters that the encoding of the file does not explain', '含有按文件编码无法识别的字符'],
  out_of_scope: ['belongs to a unit you have no access to', '属于您无权访问的单位'],
  currency_differs: ['the order is in another currency', '与该订单的货币不一致'],
}

/** A reason in the reader's language; codes of rooms that have no words here are given as they are. */
export function reasonText(code: string, language: string): string {
  const words = REASONS[code]
  return words ? words[language.startsWith('zh') ? 1 : 0] : code.replaceAll('_', ' ')
}
