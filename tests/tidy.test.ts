/** Reads every file of the project and holds it to the rules of the house. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { RULES } from './tidy/rules.ts'
import { readTree } from './tidy/tree.ts'

const tree = readTree(fileURLToPath(new URL('..', import.meta.url)))

describe('the tree', () => {
  it.each(RULES)('keeps to it that $promise', ({ check }) => {
    const findings = check(tree).map(({ file, line, says }) => `${file}:${line} ${says}`)
    expect(findings.length, findings.join('\n')).toBe(0)
  })
})
