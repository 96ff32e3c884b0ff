/**
 * The bytes and the text of known receipts. What a receipt prints changes only on purpose: run with
 * `UPDATE_GOLDEN=1` to write the files anew, and read the difference before keeping it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { receiptEncoder } from '../../drivers/printer/encode.ts'
import { profileOf } from '../../drivers/printer/profile.ts'
import { Interpreter } from '../../drivers/printer/simulator/interpreter.ts'
import { Paper, type PaperItem } from '../../drivers/printer/simulator/paper.ts'
import { receiptText } from '../../drivers/printer/simulator/text.ts'
import { receipts } from './receipts.ts'

const encode = receiptEncoder(
  profileOf({
    address: { transport: 'tcp', host: 'localhost', port: 9100 },
    ...{ model: 'epson-tm-t88vi', columns: 42, codePages: ['windows1252', 'cp858'] },
    ...{ answers: true, drawerPin: 2 },
  }),
)

function printed(bytes: Uint8Array): string {
  const cut: (readonly PaperItem[])[] = []
  const paper = new Paper(504, (items) => cut.push(items))
  const interpreter = new Interpreter()
  for (const byte of bytes) {
    const command = interpreter.take(byte)
    if (command === undefined) continue
    expect(typeof command === 'string' ? command : paper.obey(command)).toBeUndefined()
  }
  return cut.map((items) => receiptText(items, 504)).join('\n=====\n')
}

/** Sixteen bytes a line, so that a change shows where it is. */
function hexText(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/.{32}/g, '$&\n')
    .replace(/../g, '$& ')
    .replace(/ +$/gm, '')
}

function expectGolden(name: string, content: string): void {
  const file = new URL(name, import.meta.url)
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${content}\n`)
  expect(`${content}\n`).toBe(readFileSync(file, 'utf8'))
}

describe('known receipts keep their bytes and their looks', () => {
  it.each(Object.entries(receipts))('%s', (name, document) => {
    const { bytes } = encode(document)
    expectGolden(`${name}.txt`, printed(bytes))
    expectGolden(`${name}.hex`, hexText(bytes))
  })
})
