/** Progress of long work on standard error: one line, written over, where a person looks. */
import type { Progress } from '../store/verify.ts'

export function tellProgress({ entries, of }: Progress): void {
  if (!process.stderr.isTTY) return
  const line = `${entries.toLocaleString('en')} of ${of.toLocaleString('en')} entries`
  process.stderr.write(entries === of ? `\r${line}\n` : `\r${line}`)
}
