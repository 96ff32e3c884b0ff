/**
 * What only this terminal knows lies sealed where there is a keyring, and is never lost or
 * replaced.
 */
import { verify } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sealingKey } from '../../electron/sealing-key.ts'
import { StoreFailure } from '../../src/ports/store.ts'
import { systemRandom } from '../../src/system/random.ts'
import { sealBy } from '../../src/system/seal.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { safeStorage, reset } from '../electron/stand-in.ts'

vi.mock('electron', () => import('../electron/stand-in.ts'))

let folder: string
beforeEach(() => {
  reset()
  folder = mkdtempSync(join(tmpdir(), 'holdfast-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the sealing key', () => {
  it('is made once, has 32 bytes and lies on disk only as the keyring sealed it', async () => {
    const key = await sealingKey(folder)
    expect(Buffer.from(key ?? '', 'base64')).toHaveLength(32)
    expect(await sealingKey(folder)).toBe(key)
    const file = join(folder, 'sealing-key')
    expect(readFileSync(file, 'utf8')).not.toContain(key)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it.runIf(process.platform === 'linux')(
    'is not made where Linux has no real keyring, and the core is told so',
    async () => {
      safeStorage.backend = 'basic_text'
      expect(await sealingKey(folder)).toBeNull()
      safeStorage.backend = 'gnome_libsecret'
      safeStorage.available = false
      expect(await sealingKey(folder)).toBeNull()
      expect(existsSync(join(folder, 'sealing-key'))).toBe(false)
    },
  )

  it('does not appear beside a plain file: that would make it another terminal', async () => {
    writeFileSync(join(folder, 'secrets.json'), '{}')
    expect(await sealingKey(folder)).toBeNull()
  })
})

describe('sealed secrets', () => {
  const key = new Uint8Array(32).fill(7)
  const open = (own = key) => fileSecrets(folder, sealBy(own, systemRandom()))

  it('keep key and credential over a restart, and sign what the public key verifies', () => {
    const first = open()
    expect(first.credential()).toBeUndefined()
    first.saveCredential('a credential')
    const again = open()
    expect(again.keyId).toBe(first.keyId)
    expect(again.credential()).toBe('a credential')
    const bytes = new Uint8Array([1, 2, 3])
    const spki = Buffer.from(again.publicKey, 'base64')
    const publicKey = { key: spki, format: 'der', type: 'spki' } as const
    expect(verify(null, bytes, publicKey, again.sign(bytes))).toBe(true)
  })

  it('tell nothing to who reads the file', () => {
    open().saveCredential('a credential')
    const file = join(folder, 'secrets.sealed')
    expect(readFileSync(file).includes('a credential')).toBe(false)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('refuse another key and a changed byte, and leave the file as it is', () => {
    open().saveCredential('a credential')
    const file = join(folder, 'secrets.sealed')
    const sealed = readFileSync(file)
    expect(() => open(new Uint8Array(32)).keyId).toThrow('was not sealed by this machine')
    expect(readFileSync(file)).toEqual(sealed)
    for (const at of [0, 12, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      writeFileSync(file, changed)
      expect(() => open().keyId).toThrow('was not sealed by this machine')
    }
    writeFileSync(file, sealed.subarray(0, 5))
    expect(() => open().keyId).toThrow('was not sealed by this machine')
  })

  it('refuse an empty and an endless credential', () => {
    expect(() => open().saveCredential('')).toThrow()
    expect(() => open().saveCredential('x'.repeat(5000))).toThrow()
  })

  it('take over the key of a plain file, which is gone then', () => {
    const plain = fileSecrets(folder)
    plain.saveCredential('a credential')
    const sealed = open()
    expect([sealed.keyId, sealed.credential()]).toEqual([plain.keyId, 'a credential'])
    expect(existsSync(join(folder, 'secrets.json'))).toBe(false)
    expect(open().keyId).toBe(plain.keyId)
  })

  it('let no second key appear beside them where the keyring is missing', () => {
    const { keyId } = open()
    const without = fileSecrets(folder)
    expect(() => without.keyId).toThrow(StoreFailure)
    expect(() => without.credential()).toThrow('the keyring')
    expect(existsSync(join(folder, 'secrets.json'))).toBe(false)
    expect(open().keyId).toBe(keyId)
  })
})
