/** The wire to a printer: bytes out, bytes in, and the news that it is gone. */

export interface Transport {
  /**
   * Resolves once bytes can be written; rejects where there is nobody. Calls nothing before that.
   */
  open(events: TransportEvents): Promise<Connection>
}

export interface TransportEvents {
  onData(bytes: Uint8Array): void
  /** Called once, when the connection ends for whatever reason but `close`. */
  onGone(): void
}

export interface Connection {
  /**
   * Resolves when the system has taken the bytes, which proves nothing; rejects where it did not.
   */
  write(bytes: Uint8Array): Promise<void>
  close(): void
}
