/**
 * What is built for Electron is the real core: it finds its migrations and its packages, and talks.
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const script = join(root, 'out', 'main', 'electron', 'core-process.js')
const host = fileURLToPath(new URL('./core-host.ts', import.meta.url))
const isBuilt = existsSync(script)

describe('the built core', () => {
  it.skipIf(!isBuilt)(
    'opens its database and tells a page how things stand (needs a build)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'holdfast-built-'))
      try {
        const { stdout } = await promisify(execFile)(process.execPath, [host, script, folder])
        expect(JSON.parse(stdout)).toEqual({ kind: 'shop', shop: null })
        expect(existsSync(join(folder, 'terminal.db'))).toBe(true)
        expect(existsSync(join(folder, 'secrets.sealed'))).toBe(true)
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  )
})
