/** What receipts say in French. */
import type { ReceiptWords } from '../words.ts'

export const frenchReceiptWords: ReceiptWords = {
  receipt: 'Ticket',
  terminal: 'Caisse',
  cashier: 'Servi par',
  taxNumber: 'N° TVA',
  copy: 'DUPLICATA',
  subtotal: 'Sous-total',
  total: 'TOTAL',
  taxOn: 'sur',
  cash: 'Espèces',
  card: 'Carte',
  authorisation: 'Autorisation',
  change: 'Rendu',
  cashBack: 'Espèces remboursées',
  returned: 'Retour, ticket',
  entry: 'Écriture',
  close: {
    title: 'CAISSE CLÔTURÉE',
    opened: 'Ouverture',
    closed: 'Clôture',
    countedBy: 'Compté par',
    sales: 'Ventes',
    float: 'Fond de caisse',
    expected: 'Attendu dans le tiroir',
    counted: 'Compté',
    exact: 'Juste',
    over: 'EN TROP',
    short: 'MANQUE',
  },
  units: { piece: '', kilogram: 'kg', litre: 'l', metre: 'm' },
}
