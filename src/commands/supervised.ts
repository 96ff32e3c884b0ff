/** What a supervised process has of its supervisor: a pipe that ends with it, however it ends. */
import { Socket } from 'node:net'

/** In the environment of whoever is supervised; a terminal started by hand may have no input. */
export const SUPERVISED = 'HOLDFAST_SUPERVISED'

/**
 * Ends this process when its supervisor is gone: one that nobody supervises would hold the database
 * against the one that is started after it. Nothing keeps running for it.
 */
export function endWithSupervisor(end: () => void): void {
  if (process.env[SUPERVISED] !== '1') return
  process.stdin.once('close', end)
  process.stdin.once('error', end)
  process.stdin.resume()
  if (process.stdin instanceof Socket) process.stdin.unref()
}
