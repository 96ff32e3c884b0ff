/** The two names that preload and main share. There is nothing else to call. */

/** Preload to main: this page wants a port to the core. */
export const READY_CHANNEL = 'holdfast:ready'
/** Main to preload: here it is. */
export const PORT_CHANNEL = 'holdfast:port'
