/** What receipts say in Chinese. */
import type { ReceiptWords } from '../words.ts'

export const chineseReceiptWords: ReceiptWords = {
  receipt: '小票',
  terminal: '收银台',
  cashier: '收银员',
  taxNumber: '税号',
  copy: '副本',
  subtotal: '小计',
  total: '合计',
  taxOn: '计税',
  cash: '现金',
  card: '刷卡',
  authorisation: '授权号',
  change: '找零',
  cashBack: '现金退款',
  returned: '退货，小票',
  entry: '记录',
  close: {
    title: '交班单',
    opened: '开班',
    closed: '交班',
    countedBy: '清点人',
    sales: '销售笔数',
    float: '备用金',
    expected: '应有金额',
    counted: '清点金额',
    exact: '相符',
    over: '多出',
    short: '短缺',
  },
  units: { piece: '', kilogram: '公斤', litre: '升', metre: '米' },
}
