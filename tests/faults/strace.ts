/** System calls of this very process made to fail, by strace: no library and no hook is needed. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The calls of one kind by which SQLite and Node reach a disk. */
const CALLS = {
  write: 'pwrite64',
  sync: 'fsync,fdatasync',
  read: 'pread64',
  size: 'ftruncate,fallocate',
  name: 'rename,renameat,renameat2,unlink,unlinkat',
} as const

export interface Fault {
  readonly call: keyof typeof CALLS
  readonly error: 'EIO' | 'ENOSPC'
  /** The n-th call of that kind from now on, counted from 1 in each thread. */
  readonly nth: number
  /** Every one after it fails too. */
  readonly isForEver: boolean
}

export interface Faulted<Answer> {
  readonly answer: Answer
  /** Whether a call failed: false once the work is over before the n-th. */
  readonly isHit: boolean
}

const MARK = '(INJECTED)'

/** True where this user may trace a process that is not its child. */
export const canInject = ((): boolean => {
  if (process.platform !== 'linux') return false
  const sleeper = spawn('sleep', ['20'], { stdio: 'ignore' })
  if (sleeper.pid === undefined) return false
  const script = `strace -p ${sleeper.pid} -o /dev/null & sleep 0.2; kill -INT $!; wait $!`
  const { stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8' })
  sleeper.kill('SIGKILL')
  return /attached/.test(stderr)
})()

export const WITHOUT_STRACE = 'skipped without strace, or where it may not trace'

/** Does the work in this process while the fault is on. */
export async function withFault<Answer>(
  fault: Fault,
  work: () => Answer | Promise<Answer>,
): Promise<Faulted<Answer>> {
  const tracer = await attach(fault, process.pid)
  try {
    const answer = await work()
    return { answer, isHit: (await tracer.detach()).includes(MARK) }
  } finally {
    await tracer.detach()
  }
}

export interface Tracer {
  /** Resolves with the calls that were seen; may be called again. */
  detach(): Promise<string>
}

export async function attach(fault: Fault, pid: number): Promise<Tracer> {
  const { call, error, nth, isForEver } = fault
  const calls = CALLS[call]
  const when = `${nth}${isForEver ? '+' : ''}`
  // Not down a pipe: who is traced cannot read it, and strace would wait for the one it holds.
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-strace-'))
  const log = join(folder, 'log')
  const strace = spawn(
    'strace',
    [
      ...[
        '-f',
        '-p',
        String(pid),
        '-o',
        log,
        '-s',
        '0',
        '-e',
        `trace=${calls}`,
        '-e',
        'signal=none',
      ],
      ...['-e', `inject=${calls}:error=${error}:when=${when}`],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let told = ''
  let seen: string | undefined
  const ended = new Promise((resolve) => strace.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    strace.stderr.on('data', (text: Buffer) => {
      told += text.toString()
      if (told.includes('attached')) resolve()
    })
    strace.once('close', () => reject(new Error(`strace did not attach: ${told}`)))
  })
  return {
    async detach() {
      interrupt(strace)
      await ended
      seen ??= readFileSync(log, 'utf8')
      rmSync(folder, { recursive: true, force: true })
      return seen
    },
  }
}

function interrupt(process: ChildProcess): void {
  if (process.exitCode === null && process.signalCode === null) process.kill('SIGINT')
}
