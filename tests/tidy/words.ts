/** Names say what a thing is; leftover markers and foreign places stay out. */
import { type SyntaxNode, nameOf, sources, walk } from './source.ts'
import { type Finding, type Rule, type Tree, findMatches, isGolden, lineAt } from './tree.ts'

const VAGUE = new Set(['util', 'utils', 'utilities', 'helper', 'helpers', 'misc', 'common'])
const DECLARATIONS = new Set([
  'FunctionDeclaration',
  'ClassDeclaration',
  'VariableDeclarator',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
])

export const vagueNames: Rule = {
  promise: 'no file, folder or declaration has a name that says nothing',
  check: (tree) => [
    ...[...tree.keys()].flatMap((file) => judgeName(file, 1, file)),
    ...sources(tree).flatMap(({ file, text, program }) =>
      [...walk(program)]
        .filter(({ node }) => DECLARATIONS.has(node.type))
        .flatMap(({ node }) => judgeName(file, lineAt(text, node.start), declaredName(node))),
    ),
  ],
}

function declaredName(node: SyntaxNode): string {
  return nameOf(node['id'])
}

function judgeName(file: string, line: number, name: string): Finding[] {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^A-Za-z]+/)
  const vague = words.find((word) => VAGUE.has(word.toLowerCase()))
  if (vague === undefined) return []
  return [{ file, line, says: `${name}: "${vague}" says nothing; name what it does` }]
}

/** Written so that this file does not find itself. */
const LEFTOVER = /\b(?:TO[D]O|FIX[M]E|X[X]X|HAC[K])\b/g

export const leftovers: Rule = {
  promise: 'no leftover marker stays in the tree',
  check: (tree) =>
    texts(tree).flatMap(([file, text]) =>
      findMatches(file, text, LEFTOVER, 'do it, or open an issue'),
    ),
}

const LOCAL_PATHS = /(?:(?<![\w.~/-])|\bfile:\/\/)\/(?:work|root|home|Users)\/[\w.-]+/g

export const foreignPlaces: Rule = {
  promise: "no file names a machine's own path or a package registry",
  check: (tree) => [
    ...texts(tree).flatMap(([file, text]) =>
      findMatches(file, text, LOCAL_PATHS, 'name places from the root of the project'),
    ),
    ...lockFiles(tree).flatMap(([file, text]) =>
      findMatches(file, text, /"resolved": "http[^"]*"/g, 'the lock file names no registry'),
    ),
    ...registryHosts().flatMap((host) =>
      [...tree]
        .filter(([, text]) => text.includes(host))
        .map(([file]) => ({ file, line: 1, says: 'names the registry of this machine' })),
    ),
  ],
}

function lockFiles(tree: Tree): [string, string][] {
  return [...tree].filter(([file]) => file.endsWith('package-lock.json'))
}

/** The registry this machine is set to, whichever it is. */
function registryHosts(): string[] {
  const registry = process.env['npm_config_registry']
  if (registry === undefined) return []
  return [new URL(registry).host]
}

/** Everything people wrote: not data, not golden files, not the lock file. */
function texts(tree: Tree): [string, string][] {
  return [...tree].filter(
    ([file]) => !isGolden(file) && !/\.(csv|json|svg)$/.test(file) && file !== 'LICENSE',
  )
}
