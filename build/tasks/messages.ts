/**
 * `npm run messages`: puts every message file in the order of its keys, and says what each language
 * still lacks. Reads line by line, so that it also mends what a merge of two branches leaves
 * behind: a key twice with the same words, a comma too many or too few.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, say } from './steps.ts'

const FOLDER = join(ROOT, 'renderer', 'messages')
const LINE = /^\s*("(?:[^"\\]|\\.)*"): ("(?:[^"\\]|\\.)*"),?\s*$/

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
const languages = files.map((name) => ({ name, ...readMessages(join(FOLDER, name)) }))
const all = new Set(languages.flatMap(({ messages }) => [...messages.keys()]))
let isWhole = true
for (const { name, messages, torn } of languages) {
  const ordered = [...messages].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const lines = ordered.map(([key, words]) => `  ${JSON.stringify(key)}: ${JSON.stringify(words)}`)
  writeFileSync(join(FOLDER, name), `{\n${lines.join(',\n')}\n}\n`)
  const missing = [...all].filter((key) => !messages.has(key)).toSorted()
  for (const key of missing) say(`${name}: ${key} is missing`)
  for (const key of torn) say(`${name}: ${key} stands there twice; the later words were kept`)
  if (missing.length > 0 || torn.length > 0) isWhole = false
}
if (isWhole) say(`${String(all.size)} messages in each of ${String(files.length)} languages`)
process.exitCode = isWhole ? 0 : 1

/** `torn`: keys that stand there more than once with different words. */
function readMessages(file: string): { messages: Map<string, string>; torn: string[] } {
  const messages = new Map<string, string>()
  const torn: string[] = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, quotedKey, quotedWords] = LINE.exec(line) ?? []
    if (quotedKey === undefined || quotedWords === undefined) continue
    const key = String(JSON.parse(quotedKey))
    const words = String(JSON.parse(quotedWords))
    if (messages.has(key) && messages.get(key) !== words) torn.push(key)
    messages.set(key, words)
  }
  return { messages, torn }
}
