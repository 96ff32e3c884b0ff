/** Runs a program of the terminal under strace, and answers what it did to its folder. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { stepsOf, TRACED_CALLS, type Step } from './trace.ts'

/** Far above any single write of the terminal. */
const LONGEST_WRITE = 16 * 1024 * 1024

/** Why nothing can be recorded here; undefined where it can. */
export const whyNotRecorded: string | undefined = tryStrace()

function tryStrace(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux'
  const { error, status } = spawnSync('strace', ['-o', '/dev/null', 'true'])
  if (error) return 'needs strace'
  return status === 0 ? undefined : 'needs leave to trace a process'
}

export interface Recording {
  /** The folder as it was before. */
  readonly before: ReadonlyMap<string, Buffer>
  readonly steps: readonly Step[]
}

export interface Recorded {
  /** The folder that is watched; it exists. */
  readonly folder: string
  readonly script: string
  readonly args: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Loaded into the process before the program. */
  readonly preload?: string
  /**
   * What happens while it runs. Gets the first line that begins with `ready`; the program is asked
   * to end when this resolves. Without it the program ends by itself.
   */
  readonly meanwhile?: { readonly ready: string; act(line: string): Promise<void> }
}

/** Rejects where the program ends with anything but 0. */
export async function record(recorded: Recorded): Promise<Recording> {
  const { folder, script, args, meanwhile } = recorded
  const before = filesOf(folder)
  const place = mkdtempSync(join(tmpdir(), 'holdfast-trace-'))
  const trace = join(place, 'trace')
  const preload = recorded.preload === undefined ? [] : ['--import', recorded.preload]
  const child = spawn(
    'strace',
    [
      ...['-f', '--seccomp-bpf', '-qq', '-y', '-xx', '-e', 'signal=none', '-o', trace],
      ...['-s', String(LONGEST_WRITE), '-e', `trace=${TRACED_CALLS.join(',')}`],
      ...[process.execPath, ...preload, script, ...args],
    ],
    { env: { ...process.env, ...recorded.environment }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    if (meanwhile) {
      const line = await Promise.race([firstLine(child.stdout, meanwhile.ready), ended])
      if (typeof line !== 'string') throw new Error(`${script} ended before it was ready`)
      await meanwhile.act(line)
      process.kill(firstProcess(trace), 'SIGTERM')
    } else child.stdout.resume()
    const status = await ended
    if (status !== 0) throw new Error(`${script} ended with ${String(status)}`)
    return { before, steps: stepsOf(readFileSync(trace, 'latin1'), folder) }
  } finally {
    // Strace ends with what it traces; without it the program would run on by itself.
    if (child.exitCode === null) killIfThere(trace)
    rmSync(place, { recursive: true, force: true })
  }
}

/** All files of a folder by their path in it. */
export function filesOf(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(path.slice(folder.length + 1), readFileSync(path))
  }
  return files
}

function firstLine(stdout: NodeJS.ReadableStream, beginning: string): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      if (line.startsWith(beginning)) resolve(line.slice(beginning.length))
    })
  })
}

function killIfThere(trace: string): void {
  try {
    process.kill(firstProcess(trace), 'SIGKILL')
  } catch {
    // It never began, or is gone by now: nothing is left to be ended.
  }
}

/** Its id stands in the first line. */
function firstProcess(trace: string): number {
  return Number(/^\d+/.exec(readFileSync(trace, 'latin1').slice(0, 20))?.[0])
}
