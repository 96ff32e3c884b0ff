/** Randomness, as everything outside this seam knows it. */
export interface Random {
  /** Fresh unpredictable bytes. */
  bytes(count: number): Uint8Array
  /** A UUIDv7 of this moment. */
  id(): string
}
