import { verify, createPublicKey } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../src/system/clock.ts'
import { openPrivateFolder } from '../../src/system/durable-file.ts'
import { createLog } from '../../src/system/log.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { systemRandom } from '../../src/system/random.ts'
import { fileSecrets } from '../../src/system/secrets.ts'

const folders: string[] = []
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'holdfast-system-'))
  folders.push(made)
  return made
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true })
})

describe('the machine’s clock', () => {
  it('calls once after the time is up, and never when it was cancelled', async () => {
    const clock = systemClock({ holdsProcess: false })
    const calls: string[] = []
    clock.after(5, () => calls.push('kept'))
    clock.after(1, () => calls.push('cancelled'))()
    const begun = clock.elapsed()
    await clock.sleep(20)
    expect(calls).toEqual(['kept'])
    expect(clock.elapsed()).toBeGreaterThan(begun)
  })

  it('does not fire at once for a wait longer than 32 bits of milliseconds', async () => {
    const clock = systemClock({ holdsProcess: false })
    let fired = false
    const cancel = clock.after(5_000_000_000, () => (fired = true))
    await clock.sleep(20)
    cancel()
    expect(fired).toBe(false)
  })
})

describe('the machine’s randomness', () => {
  it('makes ascending UUIDs of version 7', () => {
    const random = systemRandom()
    const ids = Array.from({ length: 1000 }, () => random.id())
    expect(ids.every((id) => /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab]/.test(id))).toBe(true)
    expect(ids.toSorted()).toEqual(ids)
    expect(random.bytes(32)).toHaveLength(32)
  })
})

describe('the log', () => {
  it('writes JSON lines and no secret', () => {
    const lines: string[] = []
    const log = createLog({ name: 'core', destination: { write: (line) => lines.push(line) } })
    log.warn('sign-in refused', { staff: 'anna', pin: '1234', accessToken: 'abc', shopping: 'yes' })
    log.info('fields', {
      Authorization: 'Bearer x',
      credential: 'c',
      tries: 3,
      long: 'x'.repeat(9999),
    })
    const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(first).toMatchObject({
      ...{ level: 'warn', name: 'core', msg: 'sign-in refused', staff: 'anna', shopping: 'yes' },
      ...{ pin: '[redacted]', accessToken: '[redacted]' },
    })
    expect(second).toMatchObject({
      Authorization: '[redacted]',
      credential: '[redacted]',
      tries: 3,
    })
    expect(second?.['long']).toHaveLength(1000)
  })

  it('keeps at most two files below their limit', () => {
    const path = join(folder(), 'logs', 'core.log')
    const log = createLog({ name: 'core', destination: path })
    const long = 'x'.repeat(1000)
    for (let count = 0; count < 2500; count += 1) {
      log.info('many', { a: long, b: long, c: long, d: long, e: long, f: long, g: long, h: long })
    }
    expect(statSync(path).size).toBeLessThan(8_010_000)
    expect(statSync(`${path}.1`).size).toBeLessThan(8_010_000)
    expect(
      readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith('{')),
    ).toBe(true)
  })
})

describe('the secrets in a file', () => {
  it('keep one key for ever, sign with it, and are for their own user only', () => {
    const home = join(folder(), 'secrets')
    const made = fileSecrets(home)
    expect(made.keyId).toMatch(/^[0-9a-f]{16}$/)
    chmodSync(join(home, 'secrets.json'), 0o644)
    const again = fileSecrets(home)
    expect([again.keyId, again.publicKey]).toEqual([made.keyId, made.publicKey])
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600)
    const bytes = new TextEncoder().encode('a sale')
    const key = createPublicKey({
      key: Buffer.from(made.publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    })
    expect(again.sign(bytes)).toHaveLength(64)
    expect(verify(null, bytes, key, again.sign(bytes))).toBe(true)
  })

  it('keep the credential across a restart, and refuse an empty one', () => {
    const home = folder()
    const secrets = fileSecrets(home)
    expect(secrets.credential()).toBeUndefined()
    secrets.saveCredential('terminal-credential')
    expect(() => secrets.saveCredential('')).toThrow()
    expect(secrets.credential()).toBe('terminal-credential')
    expect(fileSecrets(home).credential()).toBe('terminal-credential')
    expect(fileSecrets(home).keyId).toBe(secrets.keyId)
  })

  it('never put a new key in the place of a damaged file', () => {
    const home = folder()
    writeFileSync(join(home, 'secrets.json'), '{"format":1,"privateKey":"AAAA')
    expect(() => fileSecrets(home).keyId).toThrow(/not a file of secrets/)
    expect(readFileSync(join(home, 'secrets.json'), 'utf8')).toContain('AAAA')
  })
})

describe('a private folder', () => {
  it.skipIf(process.platform === 'win32')(
    'is closed to others, however it was made, and so is what is made there (POSIX modes)',
    () => {
      const before = process.umask(0o022)
      onTestFinished(() => void process.umask(before))
      const home = join(folder(), 'till')
      mkdirSync(home, { mode: 0o755 })
      openPrivateFolder(home)
      writeFileSync(join(home, 'file'), '')
      mkdirSync(join(home, 'inner'))
      const modes = [home, join(home, 'file'), join(home, 'inner')]
      expect(modes.map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600, 0o700])
    },
  )
})

describe('the PIN hash', () => {
  const hasher = scryptHasher()
  const salt = '00112233445566778899aabbccddeeff'

  it('is the same for the same PIN and salt, and another for any other', async () => {
    const hash = await hasher.hash('1234', salt, 1024)
    expect(hash).toHaveLength(32)
    expect(hasher.same(hash, await hasher.hash('1234', salt, 1024))).toBe(true)
    expect(hasher.same(hash, await hasher.hash('1235', salt, 1024))).toBe(false)
    expect(hasher.same(hash, await hasher.hash('1234', salt.replace('00', '01'), 1024))).toBe(false)
    expect(hasher.same(hash, hash.subarray(1))).toBe(false)
  })

  it('takes high costs and refuses one that scrypt does not know', async () => {
    expect(await hasher.hash('1234', salt, 65_536)).toHaveLength(32)
    await expect(hasher.hash('1234', salt, 1025)).rejects.toThrow()
  })
})
