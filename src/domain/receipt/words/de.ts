/** What receipts say in German. */
import type { ReceiptWords } from '../words.ts'

export const germanReceiptWords: ReceiptWords = {
  receipt: 'Bon',
  terminal: 'Kasse',
  cashier: 'Es bediente Sie',
  taxNumber: 'USt-IdNr.',
  copy: 'KOPIE',
  subtotal: 'Zwischensumme',
  total: 'SUMME',
  taxOn: 'auf',
  cash: 'Bar',
  card: 'Karte',
  authorisation: 'Genehmigung',
  change: 'Rückgeld',
  cashBack: 'Bar ausgezahlt',
  returned: 'Rücknahme zu Bon',
  entry: 'Eintrag',
  close: {
    title: 'KASSENABSCHLUSS',
    opened: 'Geöffnet',
    closed: 'Abgeschlossen',
    countedBy: 'Gezählt von',
    sales: 'Verkäufe',
    float: 'Wechselgeld',
    expected: 'Soll in der Kasse',
    counted: 'Gezählt',
    exact: 'Stimmt',
    over: 'ZU VIEL',
    short: 'ES FEHLEN',
  },
  units: { piece: '', kilogram: 'kg', litre: 'l', metre: 'm' },
}
