import { spawnSync } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  ENTRIES_FILE_DOMAIN,
  entriesHeaderSchema,
  entriesTrailerSchema,
} from '../../src/contract/backend/entries-file.ts'
import { sealedEntrySchema } from '../../src/domain/journal/entry.ts'
import { StoreFailure } from '../../src/ports/store.ts'
import { openStore } from '../../src/store/open.ts'
import { exportUnsent, unsentIn } from '../../src/store/unsent.ts'
import { verifyEntriesFile } from '../../src/store/verify/entries-file.ts'
import { systemRandom } from '../../src/system/random.ts'
import { sealBy } from '../../src/system/seal.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { programOf } from '../programs.ts'
import { START, temporaryFolder } from './terminal.ts'
import { hashesOf, openNewTill, sellOn, tillOptions } from './till.ts'

/** A folder as a terminal leaves it, with three sales that nobody has seen. */
function soldFolder() {
  const folder = join(temporaryFolder(), 'shop')
  const file = join(folder, 'terminal.db')
  const secrets = fileSecrets(folder)
  const store = openNewTill(file, { secrets })
  for (let count = 0; count < 3; count += 1) sellOn(store)
  const hashes = hashesOf(store)
  store.close()
  return { folder, file, secrets, hashes }
}

async function run(command: string, ...args: readonly string[]) {
  const source = fileURLToPath(new URL(`../../src/commands/${command}.ts`, import.meta.url))
  return spawnSync(process.execPath, [await programOf(source), ...args], { encoding: 'utf8' })
}

describe('an export', () => {
  it('holds every unsent entry, in order, and proves that none was left out', () => {
    const { folder, file, secrets, hashes } = soldFolder()
    const to = join(folder, 'unsent.entries')
    expect(exportUnsent(file, { to, secrets, at: START })).toEqual([to])
    const text = readFileSync(to, 'utf8')
    const [first = '', ...rest] = text.trimEnd().split('\n')
    const trailer = entriesTrailerSchema.parse(JSON.parse(rest.at(-1) ?? ''))
    const entries = rest.slice(0, -1).map((line) => sealedEntrySchema.parse(JSON.parse(line)))
    const header = entriesHeaderSchema.parse(JSON.parse(first))
    expect(header.count).toBe(entries.length)
    expect(new Map(entries.map(({ id, hash }) => [id, hash]))).toEqual(hashes)
    const body = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)
    const digest = createHash('sha256').update(body).digest()
    expect(trailer.digest).toBe(digest.toString('hex'))
    const der = Buffer.from(header.publicKey, 'base64')
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const signed = Buffer.concat([Buffer.from(ENTRIES_FILE_DOMAIN), digest])
    expect(verify(null, signed, key, Buffer.from(trailer.signature ?? '', 'base64'))).toBe(true)
    expect(() => exportUnsent(file, { to, secrets, at: START })).toThrow('is there already')
  })

  it('needs no key: where a foreign keyring has sealed it, the entries prove themselves', () => {
    const { folder, file, secrets, hashes } = soldFolder()
    const { keyId, publicKey } = secrets
    const [own, foreign] = [1, 2].map((byte) => sealBy(Buffer.alloc(32, byte), systemRandom()))
    expect(fileSecrets(folder, own).keyId).toBe(keyId)
    for (const [name, strange] of [fileSecrets(folder, foreign), fileSecrets(folder)].entries()) {
      expect(() => strange.keyId).toThrow(StoreFailure)
      const to = join(folder, `${String(name)}.entries`)
      expect(exportUnsent(file, { to, secrets: strange, at: START })).toEqual([to])
      const verified = verifyEntriesFile(to)
      expect(verified).toMatchObject({ entries: hashes.size, sales: 3, unproven: 0, signed: false })
      expect(verified.broken).toBeUndefined()
      const [header = ''] = readFileSync(to, 'utf8').split('\n')
      expect(JSON.parse(header)).toMatchObject({ keyId, publicKey })
    }
  })

  it('leaves out what the backend has confirmed', () => {
    const { file, secrets, hashes } = soldFolder()
    const store = openStore(tillOptions(file, { secrets }))
    const { epoch } = store.journal.head()
    const [, second] = store.delivery.entriesAfter(epoch.id, 0, 2)
    store.delivery.confirm([{ epoch, seq: 2, hash: second?.hash ?? '' }])
    store.close()
    expect(unsentIn(file)).toEqual({ entries: hashes.size - 2, sales: 3 })
  })
})

describe('a terminal with something unsent', () => {
  it('may not be removed, and says how much is unsent', async () => {
    const { folder } = soldFolder()
    const { status, stderr } = await run('may-remove', '--folder', folder)
    expect(status).toBe(1)
    expect(stderr).toContain('5 entries (3 sales) have not reached the backend')
    expect((await run('may-remove', '--folder', temporaryFolder())).status).toBe(0)
    expect((await run('may-remove')).status).toBe(2)
  })

  it('is reset only with an export, and then all of it is set aside, nothing deleted', async () => {
    const { folder, file, hashes } = soldFolder()
    expect((await run('reset', '--folder', folder)).status).toBe(1)
    expect(unsentIn(file).entries).toBe(hashes.size)
    const before = readdirSync(folder).filter((name) => !name.endsWith('.lock'))
    const to = join(temporaryFolder(), 'unsent.entries')
    const { status, stdout } = await run('reset', '--folder', folder, '--export', to)
    expect([status, stdout]).toEqual([0, expect.stringContaining(to) as string])
    const [aside = ''] = readdirSync(folder).filter((name) => name.startsWith('reset-'))
    expect(readdirSync(join(folder, aside))).toEqual(expect.arrayContaining(before))
    expect(existsSync(file)).toBe(false)
    expect(unsentIn(join(folder, aside, 'terminal.db')).entries).toBe(hashes.size)
    const store = openStore(tillOptions(file, { secrets: fileSecrets(folder) }))
    expect(store.identity.current()).toBeUndefined()
    store.close()
  })

  it('is not reset, restored or enrolled while it runs', async () => {
    const { folder, file, secrets } = soldFolder()
    const store = openStore(tillOptions(file, { secrets }))
    const to = join(temporaryFolder(), 'unsent.entries')
    for (const args of [
      ['reset', '--folder', folder, '--export', to],
      ['restore', file, '--folder', folder, '--export', `${to}.2`],
      ['enrol', '--folder', folder, '--code', 'ABCDEFGH', '--backend', 'http://127.0.0.1:9'],
    ]) {
      const { status, stderr } = await run(args[0] ?? '', ...args.slice(1))
      expect([status, stderr]).toEqual([1, expect.stringContaining('The terminal runs') as string])
    }
    store.close()
  })
})
