/** Markdown that holds together, and a reason for every package that ships. */
import { posix } from 'node:path'
import { z } from 'zod'
import { type Finding, type Rule, type Tree, lineAt } from './tree.ts'

export const oneHeading: Rule = {
  promise: 'every markdown file has exactly one first-level heading',
  check: (tree) =>
    markdown(tree).flatMap(([file, text]) => {
      const headings = withoutCode(text).match(/^# .+$/gm) ?? []
      if (headings.length === 1) return []
      return [{ file, line: 1, says: `${headings.length} first-level headings; one is allowed` }]
    }),
}

export const linksResolve: Rule = {
  promise: 'every relative link in markdown leads to a file or folder',
  check: (tree) =>
    markdown(tree).flatMap(([file, text]) => {
      const findings: Finding[] = []
      for (const match of withoutCode(text).matchAll(/\]\(([^)\s]+)[^)]*\)/g)) {
        const target = (match[1] ?? '').replace(/#.*$/, '')
        if (target === '' || /^[a-z]+:/.test(target)) continue
        const path = posix.normalize(posix.join(posix.dirname(file), target)).replace(/\/$/, '')
        const found = tree.has(path) || [...tree.keys()].some((each) => each.startsWith(`${path}/`))
        if (found) continue
        findings.push({ file, line: lineAt(text, match.index), says: `${target} does not exist` })
      }
      return findings
    }),
}

const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
})
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/
const REASONS = 'docs/dependencies.md'

export const reasonedDependencies: Rule = {
  promise: 'every package is pinned exactly, and every shipped one has a line of reason',
  check: (tree) => {
    const file = 'package.json'
    const manifest = manifestSchema.parse(JSON.parse(tree.get(file) ?? '{}'))
    const { dependencies, devDependencies, optionalDependencies } = manifest
    const pins = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    const loose = pins
      .filter(([, version]) => !EXACT.test(version))
      .map(([name]) => ({ file, line: 1, says: `${name} is not pinned to one version` }))
    const reasons = new Map(
      [...(tree.get(REASONS) ?? '').matchAll(/^\|\s*`([^`]+)`\s*\|\s*(.+?)\s*\|$/gm)].map((row) => [
        row[1] ?? '',
        row[2] ?? '',
      ]),
    )
    const unexplained = Object.keys(dependencies)
      .filter((name) => (reasons.get(name) ?? '').length < 20)
      .map((name) => ({ file: REASONS, line: 1, says: `${name} has no row with its reason` }))
    const gone = [...reasons.keys()]
      .filter((name) => dependencies[name] === undefined)
      .map((name) => ({ file: REASONS, line: 1, says: `${name} is no dependency any more` }))
    return [...loose, ...unexplained, ...gone]
  },
}

function markdown(tree: Tree): [string, string][] {
  return [...tree].filter(([file]) => file.endsWith('.md'))
}

/** Code keeps its place, so that lines still count, and loses its text. */
function withoutCode(text: string): string {
  return text
    .replace(/^```[\s\S]*?^```/gm, (code) => code.replace(/[^\n]/g, ' '))
    .replace(/`[^`\n]*`/g, (code) => ' '.repeat(code.length))
}
