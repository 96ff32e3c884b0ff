/**
 * The terminal's key and credential in a file that only its own user can read.
 *
 * A file, not the system's keyring: the core runs where no keyring is (a browser host without a
 * desktop session, a service, a fresh Linux till), and a terminal that cannot sign cannot sell.
 * Where Electron has a keyring, the keyring keeps a key that seals the file. The core writes it
 * itself either way, because a credential must be durable when it is saved.
 *
 * Of the two files one exists: a second key beside the first would sell what no backend can verify.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  sign,
  type KeyObject,
} from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Secrets } from '../ports/secrets.ts'
import { StoreFailure } from '../ports/store.ts'
import { removeDurably, writeDurably } from './durable-file.ts'
import type { Seal } from './seal.ts'

const PLAIN = 'secrets.json'
const SEALED = 'secrets.sealed'
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

interface Opened {
  readonly file: SecretFile
  readonly privateKey: KeyObject
  readonly publicKey: Buffer
  readonly keyId: string
}

/**
 * The secrets in `folder`, sealed where there is a seal, and made where there are none. They are
 * opened at their first use, which the opening store makes: each use throws `StoreFailure`
 * 'key-changed' where the key that the folder knows cannot be read, so that a screen can say so.
 */
export function fileSecrets(folder: string, seal?: Seal): FileSecrets {
  let kept: Opened | undefined
  const opened = (): Opened => (kept ??= unpack(read(folder, seal) ?? create(folder, seal)))
  return {
    get keyId() {
      return opened().keyId
    },
    get publicKey() {
      return opened().publicKey.toString('base64')
    },
    sign: (bytes) => new Uint8Array(sign(null, bytes, opened().privateKey)),
    credential: () => opened().file.credential ?? undefined,
    saveCredential(text) {
      const file = { ...opened().file, credential: credentialSchema.parse(text) }
      write(folder, file, seal)
      kept = { ...opened(), file }
    },
  }
}

function unpack(file: SecretFile): Opened {
  const key = Buffer.from(file.privateKey, 'base64')
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const keyId = hash('sha256', publicKey, 'hex').slice(0, 16)
  return { file, privateKey, publicKey, keyId }
}

function create(folder: string, seal: Seal | undefined): SecretFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('ed25519')
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  const file: SecretFile = { format: 1, privateKey: der.toString('base64'), credential: null }
  write(folder, file, seal)
  return file
}

function write(folder: string, file: SecretFile, seal: Seal | undefined): void {
  const text = JSON.stringify(file)
  writeDurably(join(folder, seal ? SEALED : PLAIN), seal ? seal.close(text) : text)
}

function read(folder: string, seal: Seal | undefined): SecretFile | undefined {
  const plain = join(folder, PLAIN)
  const sealed = join(folder, SEALED)
  if (seal === undefined) {
    const file = readPlain(plain)
    if (file || !existsSync(sealed)) return file
    throw new StoreFailure('key-changed', `${sealed} needs the keyring: start the desktop app`)
  }
  return existsSync(sealed) ? readSealed(sealed, seal) : adopt(folder, seal)
}

/** Takes over the key of a terminal that had no keyring before. */
function adopt(folder: string, seal: Seal): SecretFile | undefined {
  const plain = join(folder, PLAIN)
  const file = readPlain(plain)
  if (!file) return undefined
  write(folder, file, seal)
  removeDurably(plain)
  return file
}

function readPlain(path: string): SecretFile | undefined {
  if (!existsSync(path)) return undefined
  // A copy or a restore may have widened the mode.
  chmodSync(path, 0o600)
  const text = readFileSync(path, 'utf8')
  return parse(() => text, `${path} is not a file of secrets`)
}

function readSealed(path: string, seal: Seal): SecretFile {
  const bytes = readFileSync(path)
  return parse(() => seal.open(bytes), `${path} was not sealed by this machine's keyring`)
}

/** Never a new key in its place, and never the text in the message: it holds the key. */
function parse(open: () => string, problem: string): SecretFile {
  try {
    return fileSchema.parse(JSON.parse(open()))
  } catch {
    throw new StoreFailure('key-changed', `${problem}: restore it or enrol anew`)
  }
}
