/** What receipts say in Arabic. */
import type { ReceiptWords } from '../words.ts'

export const arabicReceiptWords: ReceiptWords = {
  receipt: 'إيصال',
  terminal: 'صندوق',
  cashier: 'خدمكم',
  taxNumber: 'الرقم الضريبي',
  copy: 'نسخة',
  subtotal: 'المجموع الفرعي',
  total: 'المجموع',
  taxOn: 'على',
  cash: 'نقدًا',
  card: 'بطاقة',
  authorisation: 'تفويض',
  change: 'الباقي',
  cashBack: 'نقد مُرجَع',
  returned: 'مسترجع، إيصال',
  entry: 'قيد',
  close: {
    title: 'أُغلق الصندوق',
    opened: 'الفتح',
    closed: 'الإغلاق',
    countedBy: 'عدّه',
    sales: 'المبيعات',
    float: 'النقد الافتتاحي',
    expected: 'المتوقع في الدرج',
    counted: 'المعدود',
    exact: 'صحيح',
    over: 'زيادة',
    short: 'نقص',
  },
  units: { piece: '', kilogram: 'كغ', litre: 'ل', metre: 'م' },
}
