/** What is packaged, and how it is closed: read as electron-builder reads it. */
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Configuration } from 'electron-builder'
import { describe, expect, it } from 'vitest'

/** electron-builder's own reader and checker, which it does not export under its own name. */
interface Reader {
  getConfig: (folder: string, file: string, options: object) => Promise<Configuration>
  validateConfiguration: (config: Configuration, log: { isEnabled: boolean }) => Promise<void>
}

const load = createRequire(createRequire(import.meta.url).resolve('electron-builder'))
const reader: unknown = load('app-builder-lib/out/util/config/config')
const { getConfig, validateConfiguration } = reader as Reader
const root = fileURLToPath(new URL('../..', import.meta.url))
const config = await getConfig(root, 'electron-builder.yml', {})

describe('the package', () => {
  it("is described in electron-builder's own terms", async () => {
    await expect(validateConfiguration(config, { isEnabled: false })).resolves.toBeUndefined()
  })

  it('is refused by the same check when a word is wrong', async () => {
    const wrong = { ...config, electronFuses: { runAsNodee: false } }
    const checked = validateConfiguration(wrong as Configuration, { isEnabled: false })
    await expect(checked).rejects.toThrow('electronFuses')
  })

  it('closes every fuse that a till does not need', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('takes addons as they come, and out of the archive', () => {
    expect(config.npmRebuild).toBe(false)
    expect(config.asar).toBe(true)
    expect(config.asarUnpack).toEqual(['**/*.node'])
  })

  it('is neither removed nor replaced without asking what is unsent', () => {
    const hook = 'build/packaging/before-remove.sh'
    expect(config.deb?.fpm).toEqual([`--before-remove=${hook}`])
    expect(statSync(join(root, hook)).mode & 0o100).toBe(0o100)
    expect(config.nsis?.deleteAppDataOnUninstall).toBe(false)
    const include = readFileSync(join(root, config.nsis?.include ?? ''), 'utf8')
    expect(include).toContain('!macro customUnInit')
  })

  it('contains the build and leaves out simulators and the Node of the checkout', () => {
    const files = JSON.stringify(config.files)
    for (const part of ['out/main/**', 'out/preload/**', 'out/renderer/**']) {
      expect(files).toContain(`"${part}"`)
    }
    expect(files).toContain('"!out/main/drivers/**/simulator*"')
    expect(files).toContain('node-linux-*')
    expect(files).not.toContain('tests')
  })
})
