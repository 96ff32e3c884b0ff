/**
 * The key under which the core seals the terminal's secrets. The operating system's keyring keeps
 * it: `safeStorage` exists in the main process only, so the core is given the key when it starts
 * and writes its own file, durably, without asking anybody.
 *
 * Without a keyring (Linux without a desktop session, where Electron would seal by a password that
 * everybody knows) there is no key, and the core keeps a plain file that only its user can read.
 */
import { generateKeySync } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeStorage } from 'electron'

const FILE = 'sealing-key'
/** Made by a core without a keyring. It holds the terminal's key already, so it stays in use. */
const PLAIN_SECRETS = 'secrets.json'

/**
 * After the app is ready. Answers 32 bytes in base64, or null where there is no keyring.
 * Rejects where the keyring cannot open what it sealed: a new key would be a new terminal.
 */
export async function sealingKey(folder: string): Promise<string | null> {
  const sealed = readIfThere(join(folder, FILE))
  if (sealed !== undefined) return (await safeStorage.decryptStringAsync(sealed)).result
  const isPlain = readIfThere(join(folder, PLAIN_SECRETS)) !== undefined
  if (isPlain || !(await hasKeyring())) return null
  const key = generateKeySync('aes', { length: 256 }).export().toString('base64')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `${FILE}.new`)
  writeFileSync(draft, await safeStorage.encryptStringAsync(key), { mode: 0o600, flush: true })
  renameSync(draft, join(folder, FILE))
  return key
}

async function hasKeyring(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  if (process.platform !== 'linux') return true
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
