/** EAN-13, EAN-8 and UPC-A as bars. Source: ISO/IEC 15420. */

/** Seven modules of each digit, a bar where there is a 1: with odd parity, on the left. */
const ODD = [
  ...['0001101', '0011001', '0010011', '0111101', '0100011'],
  ...['0110001', '0101111', '0111011', '0110111', '0001011'],
]
/** The first digit of an EAN-13 is told by which of the six on the left have even parity. */
const PARITIES = [
  ...['OOOOOO', 'OOEOEE', 'OOEEOE', 'OOEEEO', 'OEOOEE'],
  ...['OEEOOE', 'OEEEOO', 'OEOEOE', 'OEOEEO', 'OEEOEO'],
]
const GUARD = '101'
const MIDDLE = '01010'

/** One character a module: `1` is a bar. Of eight, twelve or thirteen digits. */
export function eanModules(digits: string): string {
  if (digits.length === 8) {
    return GUARD + left(digits.slice(0, 4), 'OOOO') + MIDDLE + right(digits.slice(4)) + GUARD
  }
  const all = digits.padStart(13, '0')
  const parity = PARITIES[Number(all[0])] ?? ''
  return GUARD + left(all.slice(1, 7), parity) + MIDDLE + right(all.slice(7)) + GUARD
}

function left(digits: string, parity: string): string {
  return Array.from(digits, (digit, place) => {
    const odd = ODD[Number(digit)] ?? ''
    // Even parity is the right side's pattern, read backwards.
    return parity[place] === 'O' ? odd : Array.from(inverted(odd)).toReversed().join('')
  }).join('')
}

function right(digits: string): string {
  return Array.from(digits, (digit) => inverted(ODD[Number(digit)] ?? '')).join('')
}

function inverted(pattern: string): string {
  return Array.from(pattern, (module) => (module === '1' ? '0' : '1')).join('')
}
