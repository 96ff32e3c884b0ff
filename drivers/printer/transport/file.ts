/**
 * A printer that the system shows as a device file, such as `/dev/usb/lp0`. Opened without
 * blocking: a blocking write would hold a thread of the process until the cable is pulled.
 */
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Transport } from './transport.ts'

const READ_AGAIN_MS = 50
const WRITE_AGAIN_MS = 20
/** Ten seconds in which not one byte was taken: the printer is as good as gone. */
const WRITES_WITHOUT_PROGRESS = 500
const READ_BYTES = 1024

export function fileTransport(path: string, clock: Clock): Transport {
  return {
    async open(events) {
      const handle = await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY)
      let live = true
      const end = (): boolean => {
        if (!live) return false
        live = false
        // Whatever closing says, the file is of no more use.
        void handle.close().catch(() => undefined)
        return true
      }
      const gone = (): void => {
        if (end()) events.onGone()
      }
      void readWhile(
        handle,
        () => live,
        clock,
        (bytes) => events.onData(bytes),
      ).then(gone, gone)
      return {
        async write(bytes) {
          try {
            await writeAll(handle, bytes, clock)
          } catch (error) {
            gone()
            throw error
          }
        },
        close() {
          end()
        },
      }
    },
  }
}

/** Ends by throwing when the device is gone. */
async function readWhile(
  handle: FileHandle,
  live: () => boolean,
  clock: Clock,
  onData: (bytes: Uint8Array) => void,
): Promise<void> {
  const buffer = new Uint8Array(READ_BYTES)
  while (live()) {
    const count = await unlessBusy(handle.read(buffer, 0, READ_BYTES, null))
    if (count === 0) await clock.sleep(READ_AGAIN_MS)
    else if (live()) onData(buffer.slice(0, count))
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, clock: Clock): Promise<void> {
  let written = 0
  let vain = 0
  while (written < bytes.length) {
    const count = await unlessBusy(handle.write(bytes, written, bytes.length - written, null))
    written += count
    vain = count === 0 ? vain + 1 : 0
    if (vain > WRITES_WITHOUT_PROGRESS) throw new Error('the printer takes no bytes')
    if (count === 0) await clock.sleep(WRITE_AGAIN_MS)
  }
}

/** The number of bytes moved; 0 where the device has nothing to give or no room now (EAGAIN). */
async function unlessBusy(
  moved: Promise<{ bytesRead: number } | { bytesWritten: number }>,
): Promise<number> {
  try {
    const answer = await moved
    return 'bytesRead' in answer ? answer.bytesRead : answer.bytesWritten
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0
    throw error
  }
}
