import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  EMPTY_DETAILS,
  patched,
  patchOf,
  personalText,
  readPersonal,
  type CustomerDetails,
} from '../../src/domain/customer/customer.ts'
import { matches, searchKeys, searchWords } from '../../src/domain/customer/search.ts'

const word = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ]{1,12}$/)
const digits = fc.stringMatching(/^\d{6,14}$/)

const details: fc.Arbitrary<CustomerDetails> = fc.record({
  name: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  phone: digits.map((each) => `+${each.slice(0, 2)} ${each.slice(2)}`),
  email: fc.tuple(word, word).map(([who, where]) => `${who}@${where}.example`),
  card: digits,
  address: fc.constant([]),
  taxNumber: fc.constant(''),
  exempt: fc.boolean(),
  groups: fc.constant([]),
  consents: fc.record({ email: fc.boolean(), phone: fc.boolean() }),
})

const finds = (who: CustomerDetails, text: string) => matches(searchKeys(who), searchWords(text))

describe('a customer', () => {
  it('is found by every beginning of every word of the name, whatever its case', () => {
    const asked = fc.tuple(details, fc.nat(), fc.nat())
    fc.assert(
      fc.property(asked, ([who, which, length]) => {
        const words = who.name.split(' ')
        const chosen = words[which % words.length] ?? ''
        expect(finds(who, chosen.slice(0, 1 + (length % chosen.length)).toUpperCase())).toBe(true)
      }),
    )
  })

  it('is found by any three or more digits of the phone, dialled in any way', () => {
    fc.assert(
      fc.property(details, fc.nat(), fc.nat(), ({ ...who }, start, length) => {
        const number = who.phone.replaceAll(/\D/g, '').replace(/^0+/, '')
        fc.pre(number.length >= 3)
        const from = start % (number.length - 2)
        const part = number.slice(from, from + 3 + (length % 6))
        expect(finds(who, part)).toBe(true)
        if (!part.startsWith('0'))
          expect(finds(who, `0${part.slice(0, 2)} ${part.slice(2)}`)).toBe(true)
      }),
    )
  })

  it('is found by e-mail and by the beginning of the card', () => {
    fc.assert(
      fc.property(details, (who) => {
        expect(finds(who, who.email)).toBe(true)
        expect(finds(who, who.card.slice(0, 5))).toBe(true)
      }),
    )
  })

  it('comes to what it was changed into, by what was changed alone', () => {
    fc.assert(
      fc.property(details, details, (before, after) => {
        const patch = patchOf(before, after)
        expect(patched(before, patch)).toEqual(after)
        expect(patchOf(after, patch)).toEqual({})
        expect(readPersonal(personalText('0'.repeat(32), patch))).toEqual(patch)
      }),
    )
  })
})

describe('a search', () => {
  const ada = { ...EMPTY_DETAILS, name: 'Ada Müller-Lüdenscheidt', phone: '0171 234567' }

  it.each(['ada', 'mull', 'MÜLLER ada', 'ludensch', '0171', '171 234', '+0171234567', '4567'])(
    'by “%s” finds her',
    (text) => expect(finds(ada, text)).toBe(true),
  )

  it.each(['adam', 'bert', '999', 'ada x', 'uller'])('by “%s” does not', (text) =>
    expect(finds(ada, text)).toBe(false),
  )

  it('asks for nothing where nothing is typed', () => {
    expect(searchWords('  ')).toEqual([])
    expect(searchWords('@ - +')).toEqual([])
  })
})
