/** A serial scanner on a pty that socat makes: what is scanned comes out of a real device file. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface SimulatedSerialScanner {
  /** Open this as the scanner's port. */
  readonly path: string
  /**
   * A code with its AIM identifier in front, as `]E04006381333931`, and a carriage return behind.
   */
  scan(code: string): Promise<void>
  /** Sends any bytes; resolves when the pty has taken them. */
  send(bytes: Uint8Array): Promise<void>
  /** Pulls the cable: the device file is gone, at once and without a word. */
  unplug(): Promise<void>
  replug(): Promise<void>
  close(): Promise<void>
}

/** False where socat is not installed. */
export function socatIsPresent(): boolean {
  return spawnSync('socat', ['-V']).status === 0
}

/**
 * Rejects where socat cannot make a pty. The device file is `place`, or in a folder of its own
 * where none is given.
 */
export async function simulateSerialScanner(place?: string): Promise<SimulatedSerialScanner> {
  const folder = place === undefined ? mkdtempSync(join(tmpdir(), 'holdfast-scanner-')) : undefined
  const path = place ?? join(folder ?? '', 'tty')
  // A link that an earlier process left behind points to nothing.
  rmSync(path, { force: true })
  let line: ChildProcess | undefined = await plug(path)

  const send = async (bytes: Uint8Array): Promise<void> => {
    const input = line?.stdin
    if (input === null || input === undefined) return
    await new Promise<void>((resolve) => input.write(bytes, () => resolve()))
  }
  const unplug = async (): Promise<void> => {
    const plugged = line
    line = undefined
    if (plugged === undefined) return
    // A Ctrl-C in a terminal may have ended it before; then there is nothing to wait for.
    if (plugged.exitCode === null && plugged.signalCode === null) {
      const gone = once(plugged, 'exit')
      plugged.kill('SIGKILL')
      await gone
    }
    rmSync(path, { force: true })
  }
  return {
    path,
    send,
    scan: (code) => send(Buffer.from(`${code}\r`)),
    unplug,
    async replug() {
      line ??= await plug(path)
    },
    async close() {
      await unplug()
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function plug(path: string): Promise<ChildProcess> {
  const line = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${path}`, 'stdio'], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  // Bytes on their way when the cable is pulled are lost, which is what a cable does.
  line.stdin.on('error', () => undefined)
  for await (const said of createInterface({ input: line.stderr })) {
    if (said.includes('starting data transfer')) {
      line.stderr.resume()
      return line
    }
  }
  throw new Error('socat ended before its pty was ready')
}
