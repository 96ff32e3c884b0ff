/** Time, chance, the console and what weakens types: each has its one place. */
import { type Source, type SyntaxNode, asNodes, nameOf, sources, walk } from './source.ts'
import { type Finding, type Rule, lineAt } from './tree.ts'

interface Ban {
  /** Where it is allowed, by the beginning of the path. */
  readonly allowed: readonly string[]
  readonly says: string
}

/** One clock file for each program that cannot reach src/system: the screens, the shell, a page. */
const CLOCKS = ['renderer/clock.ts', 'electron/clock.ts', 'src/backend/shop/page/store/clock.js']

const AMBIENT: Ban = {
  allowed: ['src/system/', ...CLOCKS, 'build/', 'tests/'],
  says: `ask the ports Clock and Random; only src/system may, and ${CLOCKS.join(', ')}`,
}
const CONSOLE: Ban = {
  allowed: ['src/commands/', 'build/', 'tests/'],
  says: 'only src/commands and build print; elsewhere use the port Log',
}
const NEVER: Ban = { allowed: [], says: 'not allowed anywhere' }

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'])
const CHANCE = new Set(['randomUUID', 'randomBytes', 'randomInt', 'randomFillSync'])
const GLOBALS = new Set(['globalThis', 'window', 'self'])

export const bannedCalls: Rule = {
  promise: 'time, chance and the console are used in their own places only',
  check: (tree) => sources(tree).flatMap((source) => [...checkCalls(source)]),
}

function* checkCalls(source: Source): Generator<Finding> {
  const { file, text, program, requests } = source
  for (const { node, parent } of walk(program)) {
    const found = ambient(node, parent)
    if (found === undefined) continue
    const [name, ban] = found
    if (ban.allowed.some((place) => file.startsWith(place))) continue
    yield { file, line: lineAt(text, node.start), says: `${name}: ${ban.says}` }
  }
  if (AMBIENT.allowed.some((place) => file.startsWith(place))) return
  for (const { wanted, names, line } of requests) {
    const name = names.find((each) => CHANCE.has(each) || each === 'performance')
    if (name === undefined && !wanted.startsWith('node:timers')) continue
    yield { file, line, says: `${name ?? wanted}: ${AMBIENT.says}` }
  }
}

function ambient(node: SyntaxNode, parent: SyntaxNode | undefined): [string, Ban] | undefined {
  if (node.type === 'MemberExpression') return ambientMember(node)
  if (node.type === 'JSXAttribute' && nameOf(node['name']) === 'dangerouslySetInnerHTML') {
    return ['dangerouslySetInnerHTML', NEVER]
  }
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const name = node['callee'] !== undefined ? nameOf(node['callee']) : ''
    const bare = isIdentifier(node['callee'])
    if (bare && name === 'Date' && asNodes(node['arguments']).length === 0) {
      return ['Date without an argument', AMBIENT]
    }
    if (bare && (name === 'eval' || name === 'Function')) return [name, NEVER]
  }
  if (isIdentifier(node) && TIMERS.has(nameOf(node)) && isReference(node, parent)) {
    return [nameOf(node), AMBIENT]
  }
  return undefined
}

function ambientMember(node: SyntaxNode): [string, Ban] | undefined {
  const object = nameOf(node['object'])
  const property = nameOf(node['property'])
  const name = `${object}.${property}`
  if (name === 'Date.now' || name === 'Math.random') return [name, AMBIENT]
  if (object === 'performance' && (property === 'now' || property === 'timeOrigin')) {
    return [name, AMBIENT]
  }
  if (CHANCE.has(property) || name === 'crypto.getRandomValues') return [name, AMBIENT]
  if (GLOBALS.has(object) && TIMERS.has(property)) return [name, AMBIENT]
  if (object === 'console') return [name, CONSOLE]
  return undefined
}

function isIdentifier(value: unknown): boolean {
  return (value as SyntaxNode | undefined)?.type === 'Identifier'
}

/** False for `socket.setTimeout`, `{ setTimeout: … }` and imports: they only bear the name. */
function isReference(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (parent?.type === 'MemberExpression') return parent['object'] === node
  if (parent?.type === 'ImportSpecifier') return false
  const names = ['Property', 'PropertyDefinition', 'MethodDefinition', 'TSMethodSignature']
  return parent === undefined || !names.includes(parent.type) || parent['value'] === node
}

export const typeEscapes: Rule = {
  promise: 'nothing weakens the types or silences a check',
  check: (tree) =>
    sources(tree).flatMap(({ file, text, program, comments }) => {
      const findings: Finding[] = []
      for (const { node } of walk(program)) {
        if (node.type !== 'TSAnyKeyword') continue
        findings.push({ file, line: lineAt(text, node.start), says: 'any: say unknown, and parse' })
      }
      for (const { value, start } of comments) {
        const [found] = SILENCERS.exec(value) ?? []
        if (found === undefined) continue
        const says = `${found}: change the code, or the rule for everybody in the root config`
        findings.push({ file, line: lineAt(text, start), says })
      }
      return findings
    }),
}

const SILENCERS = new RegExp(
  [
    '@ts-(?:ignore|nocheck|expect-error)',
    '(?:eslint|oxlint|biome)-(?:disable|ignore)',
    '(?:oxfmt|prettier|v8|c8|istanbul)[- ]ignore',
  ].join('|'),
)
