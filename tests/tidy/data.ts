/** Migrations, message files and style sheets: written once, read for years. */
import { posix } from 'node:path'
import { type Finding, type Rule, type Tree, findMatches, lineAt } from './tree.ts'

export const numberedMigrations: Rule = {
  promise: 'migrations are numbered in multiples of ten, each number once',
  check: (tree) => {
    const taken = new Map<string, string>()
    return [...tree.keys()]
      .filter((file) => /^migrations\/[^/]+\//.test(file) && !file.endsWith('.md'))
      .flatMap((file): Finding[] => {
        const [, number] = /\/(\d{4})_[a-z0-9]+(?:_[a-z0-9]+)*\.sql$/.exec(file) ?? []
        if (number === undefined || Number(number) % 10 !== 0 || Number(number) === 0) {
          return [{ file, line: 1, says: 'call it like 0010_create_journal.sql, in tens' }]
        }
        const key = `${posix.dirname(file)}/${number}`
        const other = taken.get(key)
        taken.set(key, file)
        if (other === undefined) return []
        return [{ file, line: 1, says: `${other} has the same number: take the next ten` }]
      })
  },
}

export const sameMessages: Rule = {
  promise: 'every language has the same messages',
  check: (tree) => {
    const languages = [...tree].filter(([file]) => /^renderer\/messages\/[^/]+\.json$/.test(file))
    const keys = new Map(languages.map(([file, text]) => [file, messageKeys(text)]))
    const all = new Set([...keys.values()].flatMap((each) => [...each]))
    return [...keys].flatMap(([file, own]) =>
      [...all]
        .filter((key) => !own.has(key))
        .map((key) => ({ file, line: 1, says: `${key} is missing here` })),
    )
  },
}

const MESSAGE_KEY = /^ {2}"([^"]+)": /gm

export const orderedMessages: Rule = {
  promise: 'every message stands once, in the order of the keys, so that branches merge',
  check: (tree) =>
    [...tree]
      .filter(([file]) => /^renderer\/messages\/[^/]+\.json$/.test(file))
      .flatMap(([file, text]) => {
        const found = [...text.matchAll(MESSAGE_KEY)]
        const wrong = found.find(
          ([, key = ''], index) => index > 0 && key <= (found[index - 1]?.[1] ?? ''),
        )
        if (!wrong) return []
        return [{ file, line: lineAt(text, wrong.index), says: 'run `npm run messages`' }]
      }),
}

function messageKeys(text: string): Set<string> {
  const read: unknown = JSON.parse(text)
  return new Set(typeof read === 'object' && read !== null ? Object.keys(read) : [])
}

const SIDE = /(?<=[{;\s])(?:(?:margin|padding|border)-(?:left|right)[\w-]*|left|right)\s*:/g
const CORNER = /(?<=[{;\s])border-(?:top|bottom)-(?:left|right)-radius\s*:/g
const ALIGNED = /(?<=[{;\s])(?:text-align|float|clear)\s*:\s*(?:left|right)\b/g
const INLINE = /\b(?:margin|padding|border)(?:Left|Right)\s*:/g
const LOGICAL = 'use the logical property (inline-start, inline-end), right-to-left reads it too'

export const logicalStyles: Rule = {
  promise: 'style sheets use logical properties',
  check: (tree) => [
    ...styles(tree).flatMap(([file, text]) => {
      const plain = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
      return [SIDE, CORNER, ALIGNED].flatMap((wrong) => findMatches(file, plain, wrong, LOGICAL))
    }),
    ...[...tree]
      .filter(([file]) => file.startsWith('renderer/') && file.endsWith('.tsx'))
      .flatMap(([file, text]) => findMatches(file, text, INLINE, LOGICAL)),
  ],
}

function styles(tree: Tree): [string, string][] {
  return [...tree].filter(([file]) => file.endsWith('.css'))
}
