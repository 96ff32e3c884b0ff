/** What receipts say in Spanish. */
import type { ReceiptWords } from '../words.ts'

export const spanishReceiptWords: ReceiptWords = {
  receipt: 'Tique',
  terminal: 'Caja',
  cashier: 'Le atendió',
  taxNumber: 'NIF',
  copy: 'COPIA',
  subtotal: 'Subtotal',
  total: 'TOTAL',
  taxOn: 'sobre',
  cash: 'Efectivo',
  card: 'Tarjeta',
  authorisation: 'Autorización',
  change: 'Cambio',
  cashBack: 'Efectivo devuelto',
  returned: 'Devolución, ticket',
  entry: 'Registro',
  close: {
    title: 'CAJA CERRADA',
    opened: 'Apertura',
    closed: 'Cierre',
    countedBy: 'Contado por',
    sales: 'Ventas',
    float: 'Fondo de caja',
    expected: 'Esperado en el cajón',
    counted: 'Contado',
    exact: 'Cuadra',
    over: 'SOBRA',
    short: 'FALTA',
  },
  units: { piece: '', kilogram: 'kg', litre: 'l', metre: 'm' },
}
