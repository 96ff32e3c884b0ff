import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionOf, FINE, stateAfter, StatusReader } from '../../drivers/printer/status.ts'

function read(...pieces: number[][]) {
  const reader = new StatusReader()
  return pieces.flatMap((piece) => reader.read(Uint8Array.from(piece)))
}

describe('what a printer says', () => {
  it('is told apart by its fixed bits', () => {
    expect(read([0x12])).toEqual([{ kind: 'answer', byte: 0x12 }])
    expect(read([0x7e])).toEqual([{ kind: 'answer', byte: 0x7e }])
    expect(read([0x0c])).toEqual([{ kind: 'in-sequence' }])
    expect(read([0x37, 0x22, 0x30, 0x30, 0x31, 0x37, 0x00])).toEqual([
      { kind: 'processed', number: '0017' },
    ])
  })

  it('is understood wherever it is torn', () => {
    expect(read([0x38], [0, 0x0c], [0])).toEqual([
      {
        kind: 'change',
        state: { ...FINE, offline: true, coverOpen: true, paperEnd: true },
      },
    ])
    expect(read([0x37], [0x22, 0x61], [0x62, 0x63, 0x64, 0x00])).toEqual([
      { kind: 'processed', number: 'abcd' },
    ])
  })

  it('is found again after noise, and the noise is told', () => {
    expect(read([0xff, 0x37, 0x37, 0x22, 0x61, 0x62, 0x63, 0x64, 0x00, 0x12])).toEqual([
      { kind: 'noise' },
      { kind: 'processed', number: 'abcd' },
      { kind: 'answer', byte: 0x12 },
    ])
    expect(read([0x11, 0x13])).toEqual([])
  })

  it('never fills the memory, whatever it is', () => {
    const reader = new StatusReader()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const reports = reader.read(bytes)
        expect(reports.length).toBeLessThanOrEqual(bytes.length + 1)
      }),
      { seed: 20261106, numRuns: 500 },
    )
    // Seven bytes later everything that was held has been decided.
    reader.read(new Uint8Array(7))
    expect(reader.read(Uint8Array.of(0x12))).toEqual([{ kind: 'answer', byte: 0x12 }])
  })

  it('becomes the one thing that a person must know', () => {
    expect(conditionOf(FINE)).toBe('ready')
    expect(conditionOf(stateAfter(FINE, 4, 0x1e))).toBe('paper-low')
    expect(conditionOf(stateAfter(FINE, 4, 0x7e))).toBe('paper-out')
    const open = stateAfter(stateAfter(FINE, 4, 0x7e), 2, 0x36)
    expect(conditionOf(open)).toBe('cover-open')
    expect(conditionOf(stateAfter(FINE, 2, 0x52))).toBe('error')
    expect(conditionOf(stateAfter(FINE, 1, 0x1a))).toBe('offline')
  })
})
