/** Draws what a printer would print: from the bytes that it would get, and from nothing else. */
import type { DrawPaper } from '../../src/ports/paper.ts'
import { DOTS_PER_COLUMN, receiptEncoder } from './encode.ts'
import { profileOf } from './profile.ts'
import { Interpreter } from './simulator/interpreter.ts'
import { Paper } from './simulator/paper.ts'
import { receiptPicture } from './simulator/picture.ts'

export const drawPaper: DrawPaper = (document, settings) => {
  const profile = profileOf(settings)
  const { bytes, lost } = receiptEncoder(profile)(document)
  let picture = ''
  const paper = new Paper(profile.columns * DOTS_PER_COLUMN, (items) => {
    picture = receiptPicture(items, profile.columns * DOTS_PER_COLUMN)
  })
  const interpreter = new Interpreter()
  for (const byte of bytes) {
    const command = interpreter.take(byte)
    if (command !== undefined && typeof command !== 'string') paper.obey(command)
  }
  return { picture, lost }
}
