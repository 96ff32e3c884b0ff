/** One TypeScript, TSX or JavaScript file, read by a real parser (the one Vite brings). */
import { posix } from 'node:path'
import { parseSync } from 'vite'
import { type Tree, lineAt } from './tree.ts'

export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** One thing that a file asks for: an import, a re-export, a worker's URL. */
export interface Request {
  readonly wanted: string
  readonly names: readonly string[]
  readonly typeOnly: boolean
  readonly line: number
}

export interface Source {
  readonly file: string
  readonly text: string
  readonly program: SyntaxNode
  readonly comments: readonly { readonly value: string; readonly start: number }[]
  readonly requests: readonly Request[]
}

const read = new Map<string, { text: string; source: Source }>()

export function sources(tree: Tree): Source[] {
  return [...tree].filter(([file]) => isSource(file)).map(([file, text]) => readSource(file, text))
}

export function isSource(file: string): boolean {
  return /\.(ts|tsx|mjs|js)$/.test(file) && !file.endsWith('.d.ts')
}

/** Parsed once for all rules. */
export function readSource(file: string, text: string): Source {
  const known = read.get(file)
  if (known?.text === text) return known.source
  const parsed = parseSync(file, text)
  const [error] = parsed.errors
  if (error !== undefined) throw new Error(`${file} cannot be parsed: ${error.message}`)
  const program = asNode(parsed.program)
  if (program === undefined) throw new Error(`${file} has no program`)
  const requests = [...staticRequests(parsed, text), ...callRequests(program, text)]
  const source = { file, text, program, comments: parsed.comments, requests }
  read.set(file, { text, source })
  return source
}

function staticRequests(parsed: ReturnType<typeof parseSync>, text: string): Request[] {
  const imports = parsed.module.staticImports.map((each) => ({
    wanted: each.moduleRequest.value,
    names: each.entries.map((entry) => entry.importName.name ?? entry.importName.kind),
    typeOnly: each.entries.length > 0 && each.entries.every((entry) => entry.isType),
    line: lineAt(text, each.start),
  }))
  const exports = parsed.module.staticExports.flatMap((each) =>
    each.entries.flatMap(({ moduleRequest, importName, isType }) =>
      moduleRequest === null
        ? []
        : [
            {
              wanted: moduleRequest.value,
              names: [importName.name ?? importName.kind],
              typeOnly: isType,
              line: lineAt(text, each.start),
            },
          ],
    ),
  )
  return [...imports, ...exports]
}

/** `import('x')`, `import('x').T` and `new URL('x', import.meta.url)`, with x written out. */
function callRequests(program: SyntaxNode, text: string): Request[] {
  const requests: Request[] = []
  for (const { node } of walk(program)) {
    const url = node.type === 'NewExpression' && nameOf(node['callee']) === 'URL'
    const asked = url
      ? asNodes(node['arguments'])[0]
      : node.type === 'ImportExpression' || node.type === 'TSImportType'
        ? asNode(node['source'] ?? node['argument'])
        : undefined
    const wanted = asked?.['value']
    if (typeof wanted !== 'string') continue
    if (url && !(wanted.startsWith('.') && isSource(wanted))) continue
    const typeOnly = node.type === 'TSImportType'
    requests.push({ wanted, names: [], typeOnly, line: lineAt(text, node.start) })
  }
  return requests
}

/** The project file that a relative request means; undefined for a package. */
export function resolveRequest(file: string, wanted: string): string | undefined {
  if (!wanted.startsWith('.')) return undefined
  return posix.normalize(posix.join(posix.dirname(file), wanted.replace(/\?.*$/, '')))
}

/** Every node below and including `root`, with the node above it, parents first. */
export function* walk(
  root: SyntaxNode,
  parent?: SyntaxNode,
): Generator<{ node: SyntaxNode; parent: SyntaxNode | undefined }> {
  yield { node: root, parent }
  for (const value of Object.values(root)) {
    for (const child of Array.isArray(value) ? asNodes(value) : [asNode(value)]) {
      if (child !== undefined) yield* walk(child, root)
    }
  }
}

export function asNode(value: unknown): SyntaxNode | undefined {
  const isNode = typeof value === 'object' && value !== null && 'type' in value && 'start' in value
  return isNode ? (value as SyntaxNode) : undefined
}

export function asNodes(value: unknown): SyntaxNode[] {
  return Array.isArray(value) ? value.map(asNode).filter((each) => each !== undefined) : []
}

/** The name of an identifier, or of what a member expression reads; '' for anything else. */
export function nameOf(value: unknown): string {
  const node = asNode(value)
  if (node === undefined) return ''
  if (node.type === 'MemberExpression') return nameOf(node['property'])
  const name = node['name']
  return typeof name === 'string' ? name : ''
}
