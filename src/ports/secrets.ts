/**
 * What only this terminal knows. In Electron the operating system's keyring keeps it, elsewhere a
 * file of mode 600.
 */
export interface Secrets {
  /**
   * First 16 hex digits of SHA-256 over the public key; names the key in each entry that it signs.
   */
  readonly keyId: string
  /** Ed25519, base64 of the SubjectPublicKeyInfo. */
  readonly publicKey: string
  /** Ed25519 signature: 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array
  /** The terminal's own credential at the backend; undefined before enrolment. */
  credential(): string | undefined
}

/** Slow hash of a PIN (scrypt); resolves to 32 bytes. Kept off the thread that sells. */
export interface PinHasher {
  hash(pin: string, salt: string, cost: number): Promise<Uint8Array>
  /** Compares without telling by its time how much was right. */
  same(a: Uint8Array, b: Uint8Array): boolean
}
