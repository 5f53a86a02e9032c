import { writeFileSync } from 'node:fs'
import { csvLine } from '#core/words/csv-cells.ts'

const SURNAMES = ['张', '李', '王', '赵', '陈', '刘', '杨', '黄']
const GIVEN = ['三', '小明', '丽华', '建国', '晓燕', '志强']

/** An order export as a shop's back office makes it: 48 customers, some loyal, some gone, some lines refused. */
export function writeShopFile(path: string): { rows: number; refused: number; customers: number; best: string } {
  const lines = [
    csvLine([
      '订单号',
      '下单时间',
      '订单状态',
      '客户编号',
      '客户姓名',
      '手机号',
      '省份',
      '城市',
      '商品编码',
      '商品名称',
      '类目',
      '数量',
      '单价',
      '币种',
    ]),
  ]
  let rows = 0
  for (let who = 0; who < 48; who++) {
    const name = `${SURNAMES[who % 8]}${GIVEN[Math.floor(who / 8)]}`
    // A few customers buy much and often, most little and seldom.
    const orders = who < 6 ? 12 : who < 16 ? 4 : 1
    for (let order = 0; order < orders; order++) {
      const month = String(1 + ((who + order) % 10)).padStart(2, '0')
      const day = String(1 + ((who * 3 + order) % 27)).padStart(2, '0')
      const price = who < 6 ? '268.50' : '39.90'
      const number = `T${String(who).padStart(3, '0')}${String(order).padStart(3, '0')}`
      const phone = `1380013${String(8000 + who)}`
      lines.push(
        csvLine([
          number,
          `2026-${month}-${day} 10:${day}:00`,
          '交易成功',
          `K${who}`,
          name,
          phone,
          '广东省',
          '深圳市',
          `SKU-${who % 5}`,
          `商品${who % 5}`,
          who % 2 ? '食品/咖啡' : '家居/杯子',
          '2',
          price,
          'CNY',
        ]),
      )
      rows++
    }
  }
  lines.push(
    csvLine([
      'T999001',
      '不是日期',
      '交易成功',
      'K1',
      '李三',
      '',
      '',
      '',
      'SKU-1',
      '商品1',
      '食品/咖啡',
      '1',
      '10',
      'CNY',
    ]),
  )
  lines.push(
    csvLine([
      'T999002',
      '2026-05-05 10:00:00',
      '交易成功',
      'K2',
      '王三',
      '',
      '',
      '',
      'SKU-1',
      '商品1',
      '食品/咖啡',
      '三个',
      '10',
      'CNY',
    ]),
  )
  writeFileSync(path, `\uFEFF${lines.join('\r\n')}\r\n`)
  return { rows: rows + 2, refused: 2, customers: 48, best: '张三' }
}
