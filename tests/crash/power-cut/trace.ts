/**
 * What a process did to a folder and what it said to the world, in order, as strace recorded it:
 * `strace -f -y -xx -s <enough>`, all text in hex, each descriptor with its path. Pure.
 */
import { relative, resolve } from 'node:path'

/** A path is relative to the folder. Steps are numbered by their place in the list. */
export type Step =
  | { readonly kind: 'create'; readonly path: string; readonly emptied: boolean }
  | { readonly kind: 'folder'; readonly path: string }
  /** `offset` is undefined where the call names none: it goes on at the end of the file. */
  | {
      readonly kind: 'write'
      readonly path: string
      readonly offset: number | undefined
      readonly bytes: Buffer
    }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  /** Covers what was done before the step `since`, which is when the call began. */
  | { readonly kind: 'sync'; readonly path: string; readonly since: number }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'link'; readonly path: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  | {
      readonly kind: 'copy'
      readonly path: string
      readonly to: string
      readonly offset: number | undefined
      readonly size: number
    }
  /** Left the process by a socket or a pipe. */
  | { readonly kind: 'said'; readonly text: string }

/** Every call that changes what a file holds or a folder lists, and those that say something. */
export const TRACED_CALLS = [
  ...['openat', 'write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'ftruncate', 'truncate'],
  ...['fallocate', 'fsync', 'fdatasync', 'sync_file_range', 'msync', 'rename', 'renameat'],
  ...['renameat2', 'unlink', 'unlinkat', 'link', 'linkat', 'rmdir', 'mkdir', 'mkdirat'],
  ...['copy_file_range', 'sendfile', 'splice', 'sendto', 'sendmsg', 'io_uring_enter'],
] as const

interface Call {
  readonly name: string
  /** As strace wrote them, between the parentheses. */
  readonly written: string
  readonly result: number
  /** How many steps there were when it began. */
  readonly since: number
}

const WHOLE = /^\d+ +(\w+)\((.*)\) += (-?\d+)/s
const BEGUN = /^(\d+) +(\w+\(.*) <unfinished \.\.\.>$/s
const RESUMED = /^(\d+) +<\.\.\. \w+ resumed>(.*)$/s

/** Throws where a call is not known: what cannot be replayed must not look as if it were. */
export function stepsOf(trace: string, folder: string): Step[] {
  const steps: Step[] = []
  const begun = new Map<string, { readonly text: string; readonly since: number }>()
  for (const line of trace.split('\n')) {
    const start = BEGUN.exec(line)
    if (start) {
      begun.set(start[1] ?? '', { text: start[2] ?? '', since: steps.length })
      continue
    }
    const rest = RESUMED.exec(line)
    const first = rest ? begun.get(rest[1] ?? '') : undefined
    const whole = WHOLE.exec(first && rest ? `0 ${first.text}${rest[2] ?? ''}` : line)
    if (!whole) continue
    const [, name = '', written = '', result] = whole
    const call = { name, written, result: Number(result), since: first?.since ?? steps.length }
    if (call.result >= 0) steps.push(...stepOf(call, folder))
  }
  return steps
}

function stepOf(call: Call, folder: string): Step[] {
  const paths = pathsOf(call).map((path) => within(folder, path))
  const [path, to] = paths
  if (paths.every((each) => each === undefined)) return speechOf(call)
  if (path === undefined) throw new Error(`${call.name} brings something in from elsewhere`)
  switch (call.name) {
    case 'openat':
      if (!/O_CREAT|O_TRUNC/.test(call.written)) return []
      return [{ kind: 'create', path, emptied: call.written.includes('O_TRUNC') }]
    case 'mkdir':
    case 'mkdirat':
      return [{ kind: 'folder', path }]
    case 'write':
    case 'writev':
      return [{ kind: 'write', path, offset: undefined, bytes: bytesOf(call) }]
    case 'pwrite64':
      return [{ kind: 'write', path, offset: lastNumber(call), bytes: bytesOf(call) }]
    case 'ftruncate':
    case 'truncate':
      return [{ kind: 'truncate', path, size: lastNumber(call) }]
    case 'fsync':
    case 'fdatasync':
      return [{ kind: 'sync', path, since: call.since }]
    case 'unlink':
    case 'unlinkat':
    case 'rmdir':
      return [{ kind: 'remove', path }]
    case 'copy_file_range':
    case 'sendfile':
      return [copyOf(call, path, to)]
    default:
      return [twoNames(call, path, to)]
  }
}

function twoNames({ name, written }: Call, path: string, to: string | undefined): Step {
  const kind = name.startsWith('rename') ? 'rename' : name.startsWith('link') ? 'link' : undefined
  if (kind === undefined || to === undefined || /RENAME_EXCHANGE|AT_EMPTY_PATH/.test(written)) {
    throw new Error(`cannot replay ${name}`)
  }
  return { kind, path, to }
}

/** `copy_file_range(from, [at], to, [at], …)` and `sendfile(to, from, [at], …)`. */
function copyOf(call: Call, path: string, to: string | undefined): Step {
  if (to === undefined) throw new Error(`${call.name} reads from elsewhere`)
  const [from, into] = call.name === 'sendfile' ? [to, path] : [path, to]
  const at = /\[(\d+)(?: => \d+)?\]/.exec(call.written)?.[1]
  const offset = at === undefined ? undefined : Number(at)
  return { kind: 'copy', path: from, to: into, offset, size: call.result }
}

/** Descriptors' paths, then names, in the order in which the call has them. */
function pathsOf({ name, written }: Call): string[] {
  if (/^(open|rename|unlink|link|rmdir|mkdir|truncate)/.test(name)) {
    return [...written.matchAll(/"([^"]*)"/g)].map((match) => textOf(match[1] ?? ''))
  }
  return [...written.matchAll(/(?:^|, )\d+<([^>]*)>/g)].map((match) => textOf(match[1] ?? ''))
}

/** Undefined outside the folder, and for what has no name any more. */
function within(folder: string, path: string): string | undefined {
  if (!path.startsWith('/') || path.endsWith(' (deleted)')) return undefined
  const inside = relative(folder, resolve(path))
  return inside.startsWith('..') ? undefined : inside
}

const SPEAKING = /^(write|writev|sendto|sendmsg)$/

function speechOf(call: Call): Step[] {
  if (!SPEAKING.test(call.name) || !/^\d+<[^>]*(socket|pipe)/.test(readable(call.written)))
    return []
  return [{ kind: 'said', text: bytesOf(call).toString('latin1') }]
}

/** What was written, and no more of it than was taken. */
function bytesOf({ written, result }: Call): Buffer {
  if (/"\.\.\./.test(written)) throw new Error('strace cut what was written: raise its -s')
  const parts = [...written.matchAll(/"([^"]*)"/g)].map((match) => decode(match[1] ?? ''))
  return Buffer.concat(parts).subarray(0, result)
}

function lastNumber({ written }: Call): number {
  return Number(/(\d+)$/.exec(written)?.[1])
}

function textOf(hex: string): string {
  return hex.includes('\\x') ? decode(hex).toString('utf8') : hex
}

function readable(written: string): string {
  const descriptor = /^\d+<([^>]*)>/.exec(written)?.[1] ?? ''
  return `0<${textOf(descriptor)}>`
}

function decode(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex')
}
