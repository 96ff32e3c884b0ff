/** How each country of the golden carts taxes; rates of 2026 unless the name says another year. */
import type { Country } from './written.ts'

const flat = (code: string, rate: string) => [{ code, rate }]

export const COUNTRIES: Readonly<Record<string, Country>> = {
  'United Kingdom': {
    decimals: 2,
    taxIncluded: true,
    taxRounding: 'line',
    classes: { standard: flat('S', '20'), reduced: flat('R', '5'), zero: flat('Z', '0') },
  },
  Germany: {
    decimals: 2,
    taxIncluded: true,
    taxRounding: 'line',
    classes: { standard: flat('A', '19'), reduced: flat('B', '7') },
  },
  France: {
    decimals: 2,
    taxIncluded: true,
    taxRounding: 'line',
    classes: {
      standard: flat('N', '20'),
      middle: flat('I', '10'),
      food: flat('R', '5.5'),
      press: flat('P', '2.1'),
    },
  },
  Switzerland: {
    decimals: 2,
    taxIncluded: true,
    taxRounding: 'document',
    classes: { standard: flat('N', '8.1'), reduced: flat('R', '2.6') },
  },
  Australia: {
    decimals: 2,
    taxIncluded: true,
    taxRounding: 'document',
    classes: { gst: flat('G', '10'), free: flat('F', '0') },
  },
  Japan: {
    decimals: 0,
    taxIncluded: false,
    taxRounding: 'document',
    classes: { standard: flat('10', '10'), reduced: flat('8', '8') },
  },
  Bahrain: {
    decimals: 3,
    taxIncluded: true,
    taxRounding: 'line',
    classes: { standard: flat('V', '10') },
  },
  'New York City': {
    decimals: 2,
    taxIncluded: false,
    taxRounding: 'line',
    classes: {
      taxable: [
        { code: 'NY', rate: '4' },
        { code: 'NYC', rate: '4.5', joined: true },
        { code: 'MCTD', rate: '0.375', joined: true },
      ],
      exempt: [],
    },
  },
  Seattle: {
    decimals: 2,
    taxIncluded: false,
    taxRounding: 'document',
    classes: {
      taxable: [
        { code: 'WA', rate: '6.5' },
        { code: 'SEA', rate: '3.85', joined: true },
      ],
      food: [],
    },
  },
  Ontario: {
    decimals: 2,
    taxIncluded: false,
    taxRounding: 'document',
    classes: { standard: flat('HST', '13'), food: flat('0', '0') },
  },
  'British Columbia': {
    decimals: 2,
    taxIncluded: false,
    taxRounding: 'document',
    classes: {
      standard: [
        { code: 'GST', rate: '5' },
        { code: 'PST', rate: '7' },
      ],
    },
  },
  'Quebec until 2012': {
    decimals: 2,
    taxIncluded: false,
    taxRounding: 'line',
    classes: {
      standard: [
        { code: 'GST', rate: '5' },
        { code: 'QST', rate: '9.5', compound: true },
      ],
    },
  },
  Quebec: {
    decimals: 2,
    taxIncluded: false,
    taxRounding: 'document',
    classes: {
      standard: [
        { code: 'GST', rate: '5' },
        { code: 'QST', rate: '9.975' },
      ],
    },
  },
  India: {
    decimals: 2,
    taxIncluded: false,
    taxRounding: 'line',
    classes: {
      eighteen: [
        { code: 'CGST', rate: '9' },
        { code: 'SGST', rate: '9' },
      ],
      five: [
        { code: 'CGST', rate: '2.5' },
        { code: 'SGST', rate: '2.5' },
      ],
    },
  },
}
