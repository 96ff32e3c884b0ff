/** A rule that cannot fail is worth nothing: each is shown something bad, and something good. */
import { describe, expect, it } from 'vitest'
import { RULES } from './rules.ts'

const lines = (count: number, line = '1') => `${Array(count).fill(line).join('\n')}\n`
const marker = ['TO', 'DO'].join('')
const silence = ['@ts', 'ignore'].join('-')
const reason = (name: string) => `| \`${name}\` | it is needed for what it does well |\n`

/** Part of a rule's promise; a tree; where the rule must object (nowhere: the tree is good). */
const SAMPLES: readonly [rule: string, tree: Record<string, string>, at: string[]][] = [
  ['layer law', { 'src/domain/a.ts': "import { b } from '../store/b.ts'" }, ['src/domain/a.ts:1']],
  ['layer law', { 'src/ports/a.ts': "\nexport * from '../store/b.ts'" }, ['src/ports/a.ts:2']],
  [
    'layer law',
    { 'renderer/a.tsx': "const b = import('../src/ports/b.ts')" },
    ['renderer/a.tsx:1'],
  ],
  ['layer law', { 'electron/main.ts': "import '../src/terminal.ts'" }, ['electron/main.ts:1']],
  ['layer law', { 'electron/core-process.ts': "import '../src/terminal.ts'" }, []],
  ['layer law', { 'src/sync/a.ts': "import { b } from '../store/b.ts'" }, []],
  ['layer law', { 'src/terminal.ts': "import '../tests/b.ts'" }, ['src/terminal.ts:1']],
  ['an owner', { 'src/hosts/a.ts': "import 'electron'" }, ['src/hosts/a.ts:1']],
  ['an owner', { 'src/backend/a.ts': "import 'better-sqlite3'" }, ['src/backend/a.ts:1']],
  ['an owner', { 'src/domain/a.ts': "import { join } from 'node:path'" }, ['src/domain/a.ts:1']],
  ['an owner', { 'src/store/a.ts': "import 'better-sqlite3'" }, []],
  ['than 300 lines', { 'src/a.ts': lines(301) }, ['src/a.ts:301']],
  ['than 300 lines', { 'src/a.ts': lines(300), 'data/a.csv': lines(900) }, []],
  ['than 70 lines', { 'a.ts': `\nconst a = () => {\n${lines(69)}}` }, ['a.ts:2']],
  ['than 70 lines', { 'a.ts': `function a() {\n${lines(68)}}` }, []],
  ['than 70 lines', { 'a.test.ts': `describe('a', () => {\n${lines(99)}})` }, []],
  ['than 100 characters', { 'a.ts': `//\n// ${'x'.repeat(98)}` }, ['a.ts:2']],
  ['than 100 characters', { 'a.md': `see [it](${'x'.repeat(98)})`, 'a.ts': 'é'.repeat(100) }, []],
  ['own places', { 'src/a.ts': '\nexport const now = Date.now()' }, ['src/a.ts:2']],
  ['own places', { 'src/a.ts': 'export const now = new Date()' }, ['src/a.ts:1']],
  ['own places', { 'src/a.ts': 'export const dice = Math.random' }, ['src/a.ts:1']],
  ['own places', { 'src/a.ts': 'setTimeout(() => {}, 1)' }, ['src/a.ts:1']],
  ['own places', { 'src/a.ts': 'globalThis.setInterval(() => {}, 1)' }, ['src/a.ts:1']],
  ['own places', { 'src/a.ts': "import { randomUUID } from 'node:crypto'" }, ['src/a.ts:1']],
  ['own places', { 'src/a.ts': 'const id = crypto.randomUUID()' }, ['src/a.ts:1']],
  [
    'own places',
    { 'src/a.ts': "import { setTimeout } from 'node:timers/promises'" },
    ['src/a.ts:1'],
  ],
  ['own places', { 'src/a.ts': "console.log('a')" }, ['src/a.ts:1']],
  ['own places', { 'src/a.ts': "eval('a')" }, ['src/a.ts:1']],
  ['own places', { 'src/a.ts': "new Function('a')" }, ['src/a.ts:1']],
  ['own places', { 'renderer/a.tsx': '<p dangerouslySetInnerHTML={a} />' }, ['renderer/a.tsx:1']],
  ['own places', { 'src/system/a.ts': 'setTimeout(() => Date.now(), 1)' }, []],
  ['own places', { 'src/commands/a.ts': "console.log('a')" }, []],
  ['own places', { 'drivers/a.ts': 'socket.setTimeout(1)\nconst a = new Date(1)' }, []],
  ['weakens the types', { 'src/a.ts': '\nconst a = b as any' }, ['src/a.ts:2']],
  ['weakens the types', { 'src/a.ts': `// ${silence}\nb()` }, ['src/a.ts:1']],
  ['weakens the types', { 'src/a.ts': '// any\nconst any = "any"' }, []],
  ['says nothing', { 'src/utils/a.ts': '' }, ['src/utils/a.ts:1']],
  ['says nothing', { 'src/a.ts': 'function dateHelper() {}' }, ['src/a.ts:1']],
  ['says nothing', { 'src/a.ts': "import { inspect } from 'node:util'" }, []],
  ['leftover marker', { 'src/a.ts': `\n// ${marker}: later` }, ['src/a.ts:2']],
  ['leftover marker', { 'src/a.ts': `// ${marker.toLowerCase()}s of a shop` }, []],
  ["machine's own path", { 'a.md': ['see /wo', 'rk/main'].join('') }, ['a.md:1']],
  [
    "machine's own path",
    { 'package-lock.json': '{\n"resolved": "https://somewhere/a.tgz"}' },
    ['package-lock.json:2'],
  ],
  ["machine's own path", { 'a.md': 'https://example.org/home/main and src/root/a.ts' }, []],
  ['known entry point', { 'src/a.ts': '', 'src/b.ts': '' }, ['src/a.ts:1', 'src/b.ts:1']],
  ['known entry point', { 'electron/main.ts': "import './a.ts'", 'electron/a.ts': '' }, []],
  ['known entry point', { 'electron/main.ts': "new URL('./a.ts', b)", 'electron/a.ts': '' }, []],
  ['known entry point', { 'renderer/index.html': '<script src="/a.ts">', 'renderer/a.ts': '' }, []],
  ['known entry point', { 'renderer/a.css': '' }, ['renderer/a.css:1']],
  ['first-level heading', { 'a.md': '# A\n\n# B\n' }, ['a.md:1']],
  ['first-level heading', { 'a.md': 'text\n' }, ['a.md:1']],
  ['first-level heading', { 'a.md': '# A\n\n```sh\n# a comment\n```\n' }, []],
  ['relative link', { 'docs/a.md': '# A\n[b](../b.md)\n' }, ['docs/a.md:2']],
  ['relative link', { 'docs/a.md': '[b](b.md#c) [d](./) `[e](f)`', 'docs/b.md': '' }, []],
  ['pinned', { 'package.json': '{"devDependencies":{"a":"^1.0.0"}}' }, ['package.json:1']],
  ['pinned', { 'package.json': '{"dependencies":{"a":"1.0.0"}}' }, ['docs/dependencies.md:1']],
  ['pinned', { 'docs/dependencies.md': reason('a') }, ['docs/dependencies.md:1']],
  [
    'pinned',
    {
      'package.json': '{"dependencies":{"a":"1.0.0-rc.1"}}',
      'docs/dependencies.md': reason('a'),
    },
    [],
  ],
  [
    'multiples of ten',
    { 'migrations/backend/0011_a.sql': '' },
    ['migrations/backend/0011_a.sql:1'],
  ],
  ['multiples of ten', { 'migrations/backend/10_a.sql': '' }, ['migrations/backend/10_a.sql:1']],
  [
    'multiples of ten',
    { 'migrations/backend/0010_a.sql': '', 'migrations/backend/0010_b.sql': '' },
    ['migrations/backend/0010_b.sql:1'],
  ],
  [
    'multiples of ten',
    { 'migrations/backend/0010_a.sql': '', 'migrations/terminal/0010_b.sql': '' },
    [],
  ],
  [
    'same messages',
    { 'renderer/messages/de.json': '{"a":""}', 'renderer/messages/en.json': '{}' },
    ['renderer/messages/en.json:1'],
  ],
  [
    'order of the keys',
    { 'renderer/messages/en.json': '{\n  "b": "",\n  "a": ""\n}' },
    ['renderer/messages/en.json:3'],
  ],
  [
    'order of the keys',
    { 'renderer/messages/en.json': '{\n  "a": "",\n  "a": ""\n}' },
    ['renderer/messages/en.json:3'],
  ],
  ['order of the keys', { 'renderer/messages/en.json': '{\n  "a": "",\n  "b": ""\n}' }, []],
  ['logical', { 'renderer/a.css': 'a {\n  margin-left: 0; }' }, ['renderer/a.css:2']],
  ['logical', { 'renderer/a.css': 'a { text-align: right; }' }, ['renderer/a.css:1']],
  ['logical', { 'renderer/a.css': 'a { left: 0; }' }, ['renderer/a.css:1']],
  ['logical', { 'renderer/a.css': 'a { margin-inline-start: 0; } /* left: */' }, []],
]

describe('the rules of the house', () => {
  it.each(RULES)('notice when it is not so that $promise', ({ promise, check }) => {
    const own = SAMPLES.filter(([part]) => promise.includes(part))
    const found = own.map(([part, tree]) => [
      part,
      tree,
      check(new Map(Object.entries(tree))).map(({ file, line }) => `${file}:${line}`),
    ])
    expect(found).toEqual(own)
    expect(own.some(([, , at]) => at.length > 0)).toBe(true)
  })

  it('are each meant by their own samples alone', () => {
    const meant = SAMPLES.map(([part]) => RULES.filter(({ promise }) => promise.includes(part)))
    expect(meant.filter((rules) => rules.length !== 1)).toEqual([])
  })

  it('say what is allowed instead', () => {
    const law = RULES.find(({ promise }) => promise.includes('layer law'))
    const tree = new Map([['src/hosts/a.ts', "import '../store/b.ts'"]])
    expect(law?.check(tree)).toEqual([
      {
        file: 'src/hosts/a.ts',
        line: 1,
        says: 'imports src/store/b.ts; src/hosts/ may import src/hosts/, src/contract/',
      },
    ])
  })
})
