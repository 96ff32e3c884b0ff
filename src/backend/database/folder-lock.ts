/**
 * One process per data folder: a listening socket beside it, which the operating system frees
 * however the process ends. PGlite itself lets two processes into one folder, and they destroy it.
 */
import { createHash } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fail, succeed, type Result } from '../../domain/failure.ts'

export interface FolderLock {
  release(): Promise<void>
}

/** `sun_path` holds 108 bytes on Linux and 104 on macOS. */
const SOCKET_PATH_LONGEST = 100
const ATTEMPTS_LIMIT = 5

/** Fails with `second-instance` where another living process holds the folder. */
export async function lockFolder(folder: string): Promise<Result<FolderLock>> {
  const path = socketPath(folder)
  for (let attempt = 0; attempt < ATTEMPTS_LIMIT; attempt += 1) {
    const server = await listen(path)
    if (server) return succeed({ release: () => release(server) })
    if (!(await clearAway(path))) return fail('second-instance', { folder })
  }
  return fail('second-instance', { folder })
}

function socketPath(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 32)
  if (process.platform === 'win32') return `\\\\.\\pipe\\holdfast-${name}`
  const beside = join(dirname(folder), `${basename(folder)}.lock`)
  return Buffer.byteLength(beside) <= SOCKET_PATH_LONGEST
    ? beside
    : join(tmpdir(), `holdfast-${name}.lock`)
}

/** Undefined where the name is taken, by the living or the dead. */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(error)
    })
    // The lock alone keeps no process alive.
    server.listen(path, () => resolve(server.unref()))
  })
}

/**
 * Removes the name that a dead process left; false where its holder lives. It is moved aside and
 * asked again before it is deleted: another process may have taken the name in between, and gets it
 * back.
 */
async function clearAway(path: string): Promise<boolean> {
  if (await answers(path)) return false
  const aside = `${path}.${String(process.pid)}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return true
    throw error
  }
  if (await answers(aside)) {
    await rename(aside, path)
    return false
  }
  await rm(aside, { force: true })
  return true
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function release(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
