/**
 * A disk that loses power. What was written is there for whoever asks, and survives only where it
 * was synced: the bytes of a file by a sync of that file, its name by a sync of its folder, as
 * POSIX has it. ext4 keeps the name with the file's own sync too: this disk is not so kind. Names
 * reach the disk in the order of the calls, as journals of file systems keep them.
 */
import { dirname } from 'node:path'
import type { Step } from './trace.ts'

type Change = { readonly number: number } & (
  | { readonly kind: 'bytes'; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'size'; readonly size: number }
)

interface File {
  /** What survives whatever happens. */
  safe: Buffer
  /** Tells these safe bytes from all others of this disk. */
  version: number
  /** Written since, in order. */
  pending: Change[]
  /** As whoever asks now sees it. */
  size: number
}

interface Naming {
  readonly number: number
  /** In this folder the name is listed. */
  readonly folder: string
  isSafe: boolean
  apply(names: Map<string, File | 'folder'>): void
}

/** What becomes of everything that was not synced. */
export interface Survival {
  /** How many of the latest names of files survive, the first ones first. */
  names(pending: number): number
  /** Which of the changes of a file survive, and how much of each. */
  changes(pending: readonly Change[]): readonly Change[]
}

/** A file that is found when power is back. */
export interface Survivor {
  /** Of two survivors of one disk with the same key the bytes are the same. */
  readonly key: string
  /** Put together when they are asked for. */
  bytes(): Buffer
}

export type { Change }

export class Disk {
  readonly #names: Map<string, File | 'folder'>
  readonly #safeNames: Map<string, File | 'folder'>
  #namings: Naming[] = []
  #number = 0
  #versions = 0

  /** Begins with files that are safe. */
  constructor(files: ReadonlyMap<string, Buffer>) {
    this.#names = new Map()
    for (const [path, bytes] of files) {
      this.#names.set(path, this.#fileOf(bytes))
      for (let at = dirname(path); at !== '.'; at = dirname(at)) this.#names.set(at, 'folder')
    }
    this.#safeNames = new Map(this.#names)
  }

  /** Whether a power cut right now could lose something. */
  get isAllSafe(): boolean {
    const files = [...this.#names.values()].filter((file) => file !== 'folder')
    return this.#namings.length === 0 && files.every(({ pending }) => pending.length === 0)
  }

  take(step: Step): void {
    const number = this.#number
    this.#number += 1
    switch (step.kind) {
      case 'create':
        return this.#create(step, number)
      case 'folder':
        if (step.path === '') return
        return this.#rename(number, step.path, (names) => void names.set(step.path, 'folder'))
      case 'write':
        return this.#write(this.#file(step.path), step.offset, step.bytes, number)
      case 'truncate':
        return this.#resize(this.#file(step.path), step.size, number)
      case 'copy': {
        const { path, to, offset, size } = step
        const from = offset ?? this.#file(to).size
        const bytes = contentOf(this.#file(path)).subarray(from, from + size)
        return this.#write(this.#file(to), offset, Buffer.from(bytes), number)
      }
      case 'sync':
        return this.#sync(step.path, step.since)
      case 'rename':
      case 'link':
        return this.#nameAnew(step, number)
      case 'remove':
        return this.#rename(number, step.path, (names) => void names.delete(step.path))
      case 'said':
        return undefined
    }
  }

  /** The files that are found when power is back. */
  after(survival: Survival): Map<string, Survivor> {
    const names = new Map(this.#safeNames)
    let kept = survival.names(this.#namings.filter(({ isSafe }) => !isSafe).length)
    for (const naming of this.#namings) {
      if (naming.isSafe || kept > 0) naming.apply(names)
      if (!naming.isSafe) kept -= 1
    }
    const found = new Map<string, Survivor>()
    for (const [path, file] of names) {
      if (file === 'folder' || !isReachable(names, path)) continue
      found.set(path, survivorOf(file, survival))
    }
    return found
  }

  #fileOf(safe: Buffer): File {
    this.#versions += 1
    return { safe, version: this.#versions, pending: [], size: safe.length }
  }

  #file(path: string): File {
    const file = this.#names.get(path)
    if (!file || file === 'folder') throw new Error(`nothing is known of a file ${path}`)
    return file
  }

  #create({ path, emptied }: Step & { kind: 'create' }, number: number): void {
    const known = this.#names.get(path)
    if (known && known !== 'folder') {
      if (emptied) this.#resize(known, 0, number)
      return
    }
    const file = this.#fileOf(Buffer.alloc(0))
    this.#rename(number, path, (names) => void names.set(path, file))
  }

  #nameAnew({ kind, path, to }: Step & { kind: 'rename' | 'link' }, number: number): void {
    const moved = [...this.#names].filter(([name]) => name === path || name.startsWith(`${path}/`))
    this.#rename(number, to, (names) => {
      for (const [name, file] of moved) {
        names.set(to + name.slice(path.length), file)
        if (kind === 'rename') names.delete(name)
      }
    })
  }

  #rename(number: number, path: string, apply: Naming['apply']): void {
    apply(this.#names)
    this.#namings.push({ number, folder: folderOf(path), isSafe: false, apply })
  }

  #write(file: File, at: number | undefined, bytes: Buffer, number: number): void {
    const offset = at ?? file.size
    file.pending.push({ kind: 'bytes', number, offset, bytes })
    file.size = Math.max(file.size, offset + bytes.length)
  }

  #resize(file: File, size: number, number: number): void {
    file.pending.push({ kind: 'size', number, size })
    file.size = size
  }

  #sync(path: string, since: number): void {
    const file = path === '' ? 'folder' : this.#names.get(path)
    if (file === 'folder') return this.#syncNames(path, since)
    if (!file) throw new Error(`nothing is known of a file ${path}`)
    const isCovered = (change: Change): boolean => change.number < since
    const covered = file.pending.filter(isCovered)
    if (covered.length === 0) return
    this.#versions += 1
    file.version = this.#versions
    file.safe = applied(file.safe, covered)
    file.pending = file.pending.filter((change) => !isCovered(change))
  }

  #syncNames(folder: string, since: number): void {
    for (const naming of this.#namings) {
      if (naming.folder === folder && naming.number < since) naming.isSafe = true
    }
    while (this.#namings[0]?.isSafe === true) this.#namings.shift()?.apply(this.#safeNames)
  }
}

function folderOf(path: string): string {
  const folder = dirname(path)
  return folder === '.' ? '' : folder
}

function isReachable(names: ReadonlyMap<string, unknown>, path: string): boolean {
  for (let at = dirname(path); at !== '.'; at = dirname(at)) {
    if (names.get(at) !== 'folder') return false
  }
  return true
}

function contentOf({ safe, pending }: File): Buffer {
  return applied(safe, pending)
}

/** Its key names the safe bytes, and which of the later changes reached the disk. */
function survivorOf({ safe, version, pending }: File, survival: Survival): Survivor {
  const changes = pending.length === 0 ? [] : survival.changes(pending)
  const kept = changes.map((change) =>
    change.kind === 'bytes'
      ? `${String(change.number)}@${String(change.offset)}+${String(change.bytes.length)}`
      : `${String(change.number)}=${String(change.size)}`,
  )
  const bytes = (): Buffer => (changes.length === 0 ? safe : applied(safe, changes))
  return { key: `${String(version)} ${kept.join(' ')}`, bytes }
}

/** A hole reads as zeros. */
function applied(safe: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((change) =>
    change.kind === 'bytes' ? change.offset + change.bytes.length : change.size,
  )
  const room = Buffer.allocUnsafe(Math.max(safe.length, ...ends))
  safe.copy(room)
  room.fill(0, safe.length)
  let size = safe.length
  for (const change of changes) {
    if (change.kind === 'bytes') {
      change.bytes.copy(room, change.offset)
      size = Math.max(size, change.offset + change.bytes.length)
    } else {
      room.fill(0, change.size, Math.max(size, change.size))
      size = change.size
    }
  }
  return room.subarray(0, size)
}
