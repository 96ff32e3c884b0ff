/** The files of the project as one value, so that every rule can also be shown a small bad tree. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a rule objects to; `says` names what is allowed instead. */
export interface Finding {
  readonly file: string
  readonly line: number
  readonly says: string
}

/** Path from the root, with forward slashes, to text. */
export type Tree = ReadonlyMap<string, string>

export interface Rule {
  /** Reads as a promise: it becomes the name of a test. */
  readonly promise: string
  readonly check: (tree: Tree) => Finding[]
}

const BINARY = /\.(png|jpg|jpeg|gif|ico|icns|woff2?|bin|pdf|gz|zip|wav|mp3|ogg|sqlite)$/

/** Every file that git tracks or would track; the binary ones carry an empty text. */
export function readTree(root: string): Tree {
  // A checkout that belongs to another user is read all the same.
  const git = ['-c', 'safe.directory=*', 'ls-files', '-co', '--exclude-standard', '-z']
  const listed = execFileSync('git', git, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const tree = new Map<string, string>()
  for (const file of listed.split('\0')) {
    const path = join(root, file)
    if (file === '' || !existsSync(path)) continue
    tree.set(file, BINARY.test(file) ? '' : readFileSync(path, 'utf8'))
  }
  return tree
}

/** Line number, from 1, of an offset in a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++
  }
  return line
}

/** A finding for every match of a global expression in one text. */
export function findMatches(file: string, text: string, wrong: RegExp, says: string): Finding[] {
  return [...text.matchAll(wrong)].map((match) => ({
    file,
    line: lineAt(text, match.index),
    says: `${match[0].trim()}: ${says}`,
  }))
}

export function isGolden(file: string): boolean {
  return file.includes('/golden/')
}
