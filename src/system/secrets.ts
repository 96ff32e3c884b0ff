/**
 * The terminal's key and credential in a file that only its own user can read.
 *
 * A file, not the system's keyring: the core runs where no keyring is (a browser host without a
 * desktop session, a service, a fresh Linux till), and a terminal that cannot sign cannot sell.
 * What a keyring would add is protection of a stolen disk, which disk encryption gives for the
 * sales beside it too. Electron's main process may seal the same text by its `safeStorage`; that is
 * another adapter.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Secrets } from '../ports/secrets.ts'

const FILE = 'secrets.json'
const CREDENTIAL_LONGEST = 4096

const credentialSchema = z.string().min(1).max(CREDENTIAL_LONGEST)
const fileSchema = z.strictObject({
  format: z.literal(1),
  /** Ed25519, base64 of PKCS #8. */
  privateKey: z.base64().max(1000),
  credential: credentialSchema.nullable(),
})
type SecretFile = z.infer<typeof fileSchema>

export interface FileSecrets extends Secrets {
  /** Durable when it returns. Throws where it is empty, too long (4096) or the disk refuses. */
  saveCredential(text: string): void
}

/**
 * Opens the secrets in `folder`, making both on first use. Throws where the file cannot be read.
 */
export function fileSecrets(folder: string): FileSecrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let secrets = read(folder) ?? create(folder)
  const privateKey = createPrivateKey({
    key: Buffer.from(secrets.privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    keyId: createHash('sha256').update(publicKey).digest('hex').slice(0, 16),
    publicKey: publicKey.toString('base64'),
    sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
    credential: () => secrets.credential ?? undefined,
    saveCredential(text) {
      const changed = { ...secrets, credential: credentialSchema.parse(text) }
      write(folder, changed)
      secrets = changed
    },
  }
}

function create(folder: string): SecretFile {
  const { privateKey } = generateKeyPairSync('ed25519')
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  const secrets: SecretFile = {
    format: 1,
    privateKey: der.toString('base64'),
    credential: null,
  }
  write(folder, secrets)
  return secrets
}

function read(folder: string): SecretFile | undefined {
  const path = join(folder, FILE)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  // A copy or a restore may have widened the mode.
  chmodSync(path, 0o600)
  const parsed = fileSchema.safeParse(parseJson(text))
  // Never a new key in its place, and never the text in the message: it holds the key.
  if (!parsed.success) throw new Error(`${path} is not a file of secrets: restore it or enrol anew`)
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whole or not at all: a power cut leaves the old file or the new one. */
function write(folder: string, secrets: SecretFile): void {
  const path = join(folder, FILE)
  const draft = `${path}.new`
  rmSync(draft, { force: true })
  writeFileSync(draft, JSON.stringify(secrets), { mode: 0o600, flag: 'wx', flush: true })
  renameSync(draft, path)
  // Windows cannot open a folder; its rename is durable with the file system's own journal.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
