/** Cuts a stream of bytes into commands, byte by byte, and names what is none. */
import { readCommand, type Command } from './commands.ts'

/** The largest picture that a command can hold here, with room to spare. */
const LONGEST_COMMAND = 256 * 1024

export class Interpreter {
  #pending: number[] = []

  /** The command that this byte completes; a string says why it completes none and never will. */
  take(byte: number): Command | string | undefined {
    this.#pending.push(byte)
    const reading = readCommand(this.#pending)
    if (reading === 'more' && this.#pending.length < LONGEST_COMMAND) return undefined
    const bytes = this.#pending
    this.#pending = []
    if (reading !== 'more' && reading !== 'unknown') return reading
    return `not a command of this printer: ${hexOf(bytes.slice(0, 16))}`
  }

  reset(): void {
    this.#pending = []
  }
}

function hexOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
}
