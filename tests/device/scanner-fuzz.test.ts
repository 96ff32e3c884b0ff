import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hidDecoder } from '../../drivers/scanner/hid-protocol.ts'
import { reportsOf } from '../../drivers/scanner/hid-simulator.ts'
import { serialDecoder } from '../../drivers/scanner/serial-protocol.ts'

const SEED = { seed: 20_265, numRuns: 1000 }
const noise = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 40 })

/** Bytes that look like what a scanner sends, so that the deep branches are reached too. */
const almost = fc.array(
  fc
    .tuple(fc.constantFrom(1, 2, 3), fc.uint8Array({ minLength: 0, maxLength: 66 }))
    .map(([id, rest]) => Uint8Array.from([id, ...rest])),
  { maxLength: 200 },
)

describe('a decoder of scanner bytes', () => {
  it.each([
    ['serial', serialDecoder],
    ['HID', hidDecoder],
  ])('takes any bytes, never throws and stays bounded (%s)', (_, create) => {
    fc.assert(
      fc.property(fc.oneof(noise, almost), (chunks) => {
        const decoder = create()
        for (const chunk of chunks) {
          const scans = [
            ...decoder.take(chunk),
            ...(chunk.length % 7 === 0 ? decoder.settle() : []),
          ]
          for (const { text, symbology } of scans) {
            expect(text.length).toBeGreaterThan(0)
            expect(text.length).toBeLessThanOrEqual(4096 + 56)
            expect(text).not.toMatch(/[\u0000-\u001c\u001e\u001f\u007f]/)
            expect(symbology ?? ']E0').toHaveLength(3)
          }
        }
      }),
      SEED,
    )
  })

  it('gives every code back, however its bytes are cut and whichever way it came', () => {
    const code = fc.stringMatching(/^[!-\\^-~]{1,200}$/)
    fc.assert(
      fc.property(
        fc.array(code, { maxLength: 5 }),
        fc.integer({ min: 1, max: 50 }),
        (codes, cut) => {
          const serial = serialDecoder()
          const hid = hidDecoder()
          const line = Buffer.from(codes.map((one) => `]C0${one}\r\n`).join(''))
          const chunks = Array.from({ length: Math.ceil(line.length / cut) }, (_, at) =>
            line.subarray(at * cut, (at + 1) * cut),
          )
          const expected = codes.map((text) => ({ text, symbology: ']C0' }))
          expect(chunks.flatMap((chunk) => serial.take(chunk))).toEqual(expected)
          const reports = codes.flatMap((one) => reportsOf(one, ']C0'))
          expect(reports.flatMap((one) => hid.take(one))).toEqual(expected)
        },
      ),
      SEED,
    )
  })

  it('drops a line without an end, and a code without a last report, at their limits', () => {
    const serial = serialDecoder()
    expect(serial.take(new Uint8Array(5_000_000).fill(0x41))).toEqual([])
    expect(serial.take(Buffer.from('\r96385074\r'))).toMatchObject([{ text: '96385074' }])
    expect(serial.take(Buffer.from(`${'A'.repeat(4096)}\r`))).toMatchObject([
      { symbology: undefined },
    ])
    expect(serial.take(Buffer.from(`${'A'.repeat(4097)}\r`))).toEqual([])
    const hid = hidDecoder()
    const endless = reportsOf('7'.repeat(20_000), ']Q1')
    expect(endless.flatMap((report) => hid.take(report))).toEqual([])
    expect(reportsOf('96385074', ']E4').flatMap((report) => hid.take(report))).toHaveLength(1)
  })
})
