/** What the screens are told of the road to the backend; synchronisation stands behind it. */

export interface Network {
  /** Whether the backend answered the last time that it was asked. */
  online(): boolean
  /** The instant from which it has not answered; null while it does. */
  since(): number | null
  /** Whether it answers but does not know this terminal: somebody must enrol it again. */
  refused(): boolean
  /** Calls when any of them changed, and when the number of unsent entries did. */
  onChange(listener: () => void): () => void
}

/** What has been pulled down so far. */
export interface Pull {
  /** True until everything has been pulled to its end once. */
  running(): boolean
  /**
   * `settings` are the store, the terminal and the staff; `goods` catalogue, prices and stock;
   * `sales` those of the whole store.
   */
  onChange(listener: (changed: 'settings' | 'goods' | 'sales') => void): () => void
}
