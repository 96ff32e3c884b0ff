import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBackendServer, type BackendServer } from '../../src/backend/http/server.ts'
import { programOf } from '../programs.ts'
import { openStage, type Stage } from './stage.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const fixture = (name: string): string => at(`../fixtures/import/${name}.csv`)

const program = await programOf(at('../../src/commands/import.ts'))

let stage: Stage
let server: BackendServer
let url: string
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-import-'))
  stage = await openStage()
  server = createBackendServer(stage.backend, () => false)
  await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  url = typeof address === 'object' ? `http://127.0.0.1:${String(address?.port)}` : ''
})
afterAll(async () => {
  await server.close()
  await stage.close()
  rmSync(folder, { recursive: true })
})

interface Ended {
  readonly code: number
  readonly out: string
  readonly said: string
}

/** Runs in an empty folder, so that no shop that was started beside is met. */
function run(parts: readonly string[], token = stage.shop.ownerToken): Promise<Ended> {
  const env = { ...process.env, HOLDFAST_BACKEND: url, HOLDFAST_OWNER_TOKEN: token }
  const line = [program, ...parts]
  return new Promise((resolve) => {
    execFile(process.execPath, line, { env, cwd: folder }, (error, out, said) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, said })
    })
  })
}
const lastLine = (out: string): unknown => JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')

describe('npm run import', () => {
  it('previews, imports, and finds the same file already there', async () => {
    const preview = await run([fixture('woocommerce'), '--preview', '--json'])
    expect(preview.code).toBe(0)
    expect(preview.out).toContain('nothing was changed')
    expect(preview.out).toMatch(/1 {2}an external product is sold by somebody else\n +line 9: away/)
    expect(lastLine(preview.out)).toMatchObject({ ok: true, figures: { applied: false, rows: 15 } })
    const first = await run([fixture('woocommerce'), '--json'])
    expect(lastLine(first.out)).toMatchObject({ figures: { applied: true, products: 4 } })
    const again = await run([fixture('woocommerce'), '--json'])
    expect(again.out).toContain('Everything was there already')
    expect(lastLine(again.out)).toMatchObject({ figures: { written: 0 } })
  })

  it('makes up prices where it is told to, and says so', async () => {
    const { code, out } = await run([fixture('groceries'), '--invent-prices', '--all'])
    expect(code).toBe(0)
    expect(out).toContain('Prices and stock are made up.')
  })

  it('ends with words and a number when the file is refused', async () => {
    const strange = join(folder, 'strange.csv')
    writeFileSync(strange, 'a,b\n1,2\n')
    const unknown = await run([strange, '--json'])
    expect([unknown.code, lastLine(unknown.out)]).toMatchObject([1, { ok: false }])
    const other = await run([strange, '--format', 'shopify'])
    expect(other.code).toBe(1)
    expect(other.said).toContain('nothing was changed: the header belongs to no format known here')
    writeFileSync(strange, Buffer.from([0x67, 0xff, 0xfe]))
    expect((await run([strange])).said).toContain('not UTF-8')
  })

  it('ends with words and a number when it cannot be done at all', async () => {
    expect((await run([])).code).toBe(2)
    expect((await run([fixture('shopify'), '--nonsense'])).code).toBe(2)
    expect((await run([join(folder, 'none.csv')])).code).toBe(1)
    const stranger = await run([fixture('shopify')], 'not-the-owner')
    expect([stranger.code, stranger.said]).toEqual([1, "The owner's token was not accepted.\n"])
    const nobody = await run([fixture('shopify'), '--backend', 'http://127.0.0.1:9'])
    expect([nobody.code, nobody.said]).toMatchObject([3, expect.stringContaining('Nobody answers')])
  })
})
