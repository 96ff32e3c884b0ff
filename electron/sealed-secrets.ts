/**
 * The terminal's key and credential in a file sealed with AES-256-GCM, under a key that the
 * system's keyring keeps. Written by the core itself, because a credential must be durable when it
 * is saved: the one-time code that bought it is spent.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
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

const FILE = 'secrets.sealed'
const NONCE_BYTES = 12
const TAG_BYTES = 16

const credentialSchema = z.string().min(1).max(4096)
const secretsSchema = z.strictObject({
  format: z.literal(1),
  /** Ed25519, base64 of PKCS #8. */
  privateKey: z.base64().max(1000),
  credential: credentialSchema.nullable(),
})
type SecretFile = z.infer<typeof secretsSchema>

export interface SealedSecrets {
  readonly keyId: string
  readonly publicKey: string
  sign(bytes: Uint8Array): Uint8Array
  credential(): string | undefined
  /** Durable when it returns. Throws where it is empty, too long (4096) or the disk refuses. */
  saveCredential(text: string): void
}

export interface SealOptions {
  readonly folder: string
  /** 32 bytes. */
  readonly key: Uint8Array
  /** As many unpredictable bytes as asked for. */
  readonly random: (count: number) => Uint8Array
}

/**
 * Opens the secrets, making them on first use. Throws where the file was not sealed by this key.
 */
export function sealedSecrets(options: SealOptions): SealedSecrets {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  let secrets = read(options) ?? create(options)
  const der = Buffer.from(secrets.privateKey, 'base64')
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    keyId: createHash('sha256').update(publicKey).digest('hex').slice(0, 16),
    publicKey: publicKey.toString('base64'),
    sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
    credential: () => secrets.credential ?? undefined,
    saveCredential(text) {
      const changed = { ...secrets, credential: credentialSchema.parse(text) }
      write(options, changed)
      secrets = changed
    },
  }
}

function create(options: SealOptions): SecretFile {
  const { privateKey } = generateKeyPairSync('ed25519')
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  const secrets: SecretFile = { format: 1, privateKey: der.toString('base64'), credential: null }
  write(options, secrets)
  return secrets
}

function read({ folder, key }: SealOptions): SecretFile | undefined {
  const path = join(folder, FILE)
  if (!existsSync(path)) return undefined
  const bytes = readFileSync(path)
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  try {
    decipher.setAuthTag(tag)
    const sealed = bytes.subarray(NONCE_BYTES + TAG_BYTES)
    const text = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')
    return secretsSchema.parse(JSON.parse(text))
  } catch {
    // Never a new key in its place, and nothing of the text in the message.
    throw new Error(`${path} was not sealed by this machine's keyring: restore it or enrol anew`)
  }
}

/** Whole or not at all: a power cut leaves the old file or the new one. */
function write({ folder, key, random }: SealOptions, secrets: SecretFile): void {
  const nonce = random(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
  const path = join(folder, FILE)
  const draft = `${path}.new`
  rmSync(draft, { force: true })
  const bytes = Buffer.concat([nonce, cipher.getAuthTag(), sealed])
  writeFileSync(draft, bytes, { mode: 0o600, flag: 'wx', flush: true })
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
