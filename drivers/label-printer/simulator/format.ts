/**
 * Reads one format, from `^XA` to `^XZ`, as a strict printer would: commands that it does not know,
 * figures out of their bounds and fields that leave the label are refused, and nothing is printed.
 */
import type { LabelCode } from '../../../src/domain/labels/goods-label.ts'
import { digitsBelow, modulesOf } from '../bars.ts'
import { across } from '../letters.ts'
import { figure, readCode, readPicture, readText, refuse, type PictureField } from './fields.ts'

export interface PrintHead {
  /** Dots across. */
  readonly dots: number
  /** Dots of one label along the paper. */
  readonly length: number
}

interface Placed {
  readonly x: number
  readonly y: number
}

export interface SimulatedLabel {
  readonly texts: readonly (Placed & { readonly text: string; readonly height: number })[]
  readonly codes: readonly (Placed & LabelCode & { readonly module: number; height: number })[]
  readonly pictures: readonly (Placed & PictureField)[]
  readonly copies: number
}

interface Field {
  at: Placed
  height?: number
  escape?: string
  bars?: { symbology: LabelCode['symbology']; height: number }
  data?: string
  picture?: PictureField
}

const BARS: Readonly<Record<string, LabelCode['symbology']>> = {
  ...{ BE: 'ean-13', B8: 'ean-8', BU: 'upc-a', BC: 'code-128' },
}
/** How bars lie and what stands beside them: as it is asked for here, and in no other way. */
const PLAIN_BARS: Readonly<Record<string, RegExp>> = {
  ...{ BE: /^N,\d+,Y,N$/, B8: /^N,\d+,Y,N$/, BU: /^N,\d+,Y,N,Y$/, BC: /^N,\d+,N,N,N,N$/ },
}

/** `commands` are what stands between `^XA` and `^XZ`, without the caret. Throws `Refused`. */
export function readFormat(commands: readonly string[], head: PrintHead): SimulatedLabel {
  const reading = new Reading(head)
  for (const command of commands) reading.take(command)
  return reading.end()
}

class Reading {
  readonly #head: PrintHead
  readonly #texts: SimulatedLabel['texts'][number][] = []
  readonly #codes: SimulatedLabel['codes'][number][] = []
  readonly #pictures: SimulatedLabel['pictures'][number][] = []
  #field: Field | undefined
  #isUtf8 = false
  #width = 0
  #length = 0
  #module = 2
  #copies: number | undefined

  constructor(head: PrintHead) {
    this.#head = head
  }

  take(command: string): void {
    const name = command.startsWith('A') ? 'A' : command.slice(0, 2)
    // Only data keeps the line ends that stand between commands.
    const text = command.slice(name.length)
    if (name === 'FD') return this.#open().data === undefined ? this.#hold(text) : refuse('data')
    this.#obey(name, text.trimEnd())
  }

  end(): SimulatedLabel {
    if (this.#field) refuse('a field without its end')
    if (this.#copies === undefined) refuse('no number of copies')
    return {
      ...{ texts: this.#texts, codes: this.#codes, pictures: this.#pictures },
      copies: this.#copies,
    }
  }

  #obey(name: string, text: string): void {
    const parts = text.split(',')
    switch (name) {
      case 'CI':
        this.#isUtf8 = text === '28' || refuse(`character set ${text}`)
        return
      case 'PW':
        this.#width = figure(text, 2, this.#head.dots)
        return
      case 'LL':
        this.#length = figure(text, 1, this.#head.length)
        return
      case 'LH':
        if (text !== '0,0') refuse(`label home ${text}`)
        return
      case 'FO':
        return this.#begin(parts)
      case 'A':
        return this.#letters(text, parts)
      case 'FH':
        this.#open().escape = text.length === 1 ? text : refuse(`escape ${text}`)
        return
      case 'BY':
        this.#open()
        this.#module = figure(parts[0], 1, 10)
        return
      case 'GF':
        this.#open().picture = readPicture(text)
        return
      case 'FS':
        return this.#close()
      case 'PQ':
        this.#copies = this.#repeat(parts)
        return
      default:
        return this.#bars(name, text, parts)
    }
  }

  #open(): Field {
    return this.#field ?? refuse('no field is open')
  }

  #hold(data: string): void {
    this.#open().data = data
  }

  #begin([x, y, ...more]: readonly string[]): void {
    if (this.#field || more.length > 0) refuse('a field within a field')
    if (this.#width === 0 || this.#length === 0) refuse('a field before the size of the label')
    this.#field = { at: { x: figure(x, 0, this.#width), y: figure(y, 0, this.#length) } }
  }

  #letters(text: string, [, height, ...more]: readonly string[]): void {
    if (!text.startsWith('0N,') || more.length > 0) refuse(`letters ${text}`)
    this.#open().height = figure(height, 10, 32_000)
  }

  #bars(name: string, text: string, [, height]: readonly string[]): void {
    const symbology = BARS[name]
    if (!symbology || PLAIN_BARS[name]?.test(text) !== true)
      return refuse(`command ^${name}${text}`)
    this.#open().bars = { symbology, height: figure(height, 1, 32_000) }
  }

  #repeat([copies, ...more]: readonly string[]): number {
    if (more.join() !== '0,0,N') refuse('how copies come')
    return figure(copies, 1, 99_999_999)
  }

  #close(): void {
    const { at, data, picture, bars, height, escape } = this.#open()
    this.#field = undefined
    if (picture) {
      this.#within(at, picture.bytesAcross * 8 - 7, picture.rows)
      this.#pictures.push({ ...at, ...picture })
    } else if (data === undefined) {
      refuse('a field without data')
    } else if (bars) {
      this.#code(at, bars, data)
    } else {
      this.#text(at, readText(data, escape), height ?? refuse('text without letters'))
    }
  }

  #text(at: Placed, text: string, height: number): void {
    if (!this.#isUtf8 || text === '' || /\p{Cc}/u.test(text)) refuse('no text')
    this.#within(at, across(text, height), height)
    this.#texts.push({ ...at, text, height })
  }

  #code(at: Placed, { symbology, height }: NonNullable<Field['bars']>, data: string): void {
    const digits = readCode(symbology, data)
    const { bars, before, after } = modulesOf({ symbology, digits })
    const module = this.#module
    this.#within(at, bars * module, height + digitsBelow({ symbology, digits }, module))
    const isQuiet = at.x >= before * module && at.x + (bars + after) * module <= this.#width
    if (!isQuiet) refuse('a code without its white sides')
    this.#codes.push({ ...at, symbology, digits, module, height })
  }

  #within({ x, y }: Placed, wide: number, tall: number): void {
    if (x + wide > this.#width || y + tall > this.#length) refuse('a field leaves the label')
  }
}
