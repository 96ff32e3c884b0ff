/** How long a file, a function and a line may be. There is no list of exceptions: split instead. */
import { type SyntaxNode, isSource, nameOf, sources, walk } from './source.ts'
import { type Finding, type Rule, isGolden, lineAt } from './tree.ts'

const FILE_LINES = 300
const FUNCTION_LINES = 70
const LINE_CHARACTERS = 100
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

export const fileSize: Rule = {
  promise: `no source file has more than ${FILE_LINES} lines`,
  check: (tree) =>
    [...tree].flatMap(([file, text]) => {
      if (!isSource(file) && !/\.(css|sql)$/.test(file)) return []
      const lines = text.replace(/\n$/, '').split('\n').length
      if (lines <= FILE_LINES) return []
      return [{ file, line: lines, says: `${lines} lines; split it, ${FILE_LINES} are allowed` }]
    }),
}

export const functionSize: Rule = {
  promise: `no function has more than ${FUNCTION_LINES} lines`,
  check: (tree) =>
    sources(tree).flatMap(({ file, text, program }) => {
      const findings: Finding[] = []
      for (const { node, parent } of walk(program)) {
        if (!FUNCTIONS.has(node.type) || isSuite(parent)) continue
        const line = lineAt(text, node.start)
        const lines = lineAt(text, node.end) - line + 1
        if (lines <= FUNCTION_LINES) continue
        findings.push({ file, line, says: `${lines} lines; ${FUNCTION_LINES} are allowed` })
      }
      return findings
    }),
}

/** What `describe` is given only groups tests: each test in it is measured by itself. */
function isSuite(parent: SyntaxNode | undefined): boolean {
  if (parent?.type !== 'CallExpression') return false
  let called = parent['callee'] as SyntaxNode
  while (called.type === 'CallExpression') called = called['callee'] as SyntaxNode
  const first = called.type === 'MemberExpression' ? called['object'] : called
  return nameOf(first) === 'describe' || nameOf(called) === 'describe'
}

export const lineLength: Rule = {
  promise: `no line has more than ${LINE_CHARACTERS} characters`,
  check: (tree) =>
    [...tree].flatMap(([file, text]) => {
      if (isGolden(file) || !/\.(ts|tsx|mjs|js|css|html|sql|md|yml|yaml|sh)$/.test(file)) return []
      return text.split('\n').flatMap((line, index) => {
        const length = Array.from(line).length
        if (length <= LINE_CHARACTERS || (file.endsWith('.md') && cannotWrap(line))) return []
        const says = `${length} characters; ${LINE_CHARACTERS} are allowed`
        return [{ file, line: index + 1, says }]
      })
    }),
}

/** A markdown table row or a link cannot be wrapped. */
function cannotWrap(line: string): boolean {
  return line.startsWith('|') || /\]\(|https?:/.test(line)
}
