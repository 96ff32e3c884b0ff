/** Verifies journals of which most entries were verified before: a proof is a proof wherever. */
import type { KeyObject } from 'node:crypto'
import { judge } from '../../../src/store/verify/judge.ts'
import { openReadOnly } from '../../../src/store/verify/read-only.ts'
import { isRight, type Proof } from '../../../src/store/verify/sealed-row.ts'
import { walkJournal } from '../../../src/store/verify/walk.ts'

/** Key, hash and signature of what was right. */
const right = new Set<string>()
const keys = new WeakMap<KeyObject, string>()

/** What `verifyJournal` would say is broken, with every signature checked once in this process. */
export function brokenJournal(file: string): string | undefined {
  const connection = openReadOnly(file)
  try {
    connection.exec('BEGIN')
    const walk = walkJournal(connection, { books: false, signatures: true })
    let step = walk.next()
    while (step.done !== true) step = walk.next(step.value.findIndex((each) => !isProven(each)))
    const { broken } = judge(connection, step.value)
    return broken && `journal: ${broken.reason}`
  } finally {
    connection.close()
  }
}

function isProven(proof: Proof): boolean {
  const text = `${keyText(proof.key)} ${proof.hash} ${proof.signature}`
  if (right.has(text)) return true
  if (!isRight(proof)) return false
  right.add(text)
  return true
}

function keyText(key: KeyObject): string {
  const text = keys.get(key) ?? key.export({ format: 'der', type: 'spki' }).toString('base64')
  keys.set(key, text)
  return text
}
