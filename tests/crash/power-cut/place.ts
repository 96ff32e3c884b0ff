/** A folder that holds one image after the other: only what differs is written. */
import {
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  type Stats,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Survivor } from './disk.ts'

/** The time of a file that nobody wrote to since it was put there. */
const UNTOUCHED = new Date(0)

export class Place {
  readonly #folder: string
  /** By path, the key of what was put there. */
  readonly #there = new Map<string, string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Whatever else lies there is removed; what somebody wrote to is written anew. */
  hold(image: ReadonlyMap<string, Survivor>): void {
    for (const entry of readdirSync(this.#folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name).slice(this.#folder.length + 1)
      if (entry.isFile() && !image.has(path)) this.#remove(path)
    }
    for (const [path, file] of image) {
      if (this.#there.get(path) === file.key && this.#isUntouched(path)) continue
      const full = join(this.#folder, path)
      mkdirSync(dirname(full), { recursive: true })
      // Under a new inode: whoever still holds the old one open sees nothing of it.
      rmSync(full, { force: true })
      writeFileSync(full, file.bytes())
      utimesSync(full, UNTOUCHED, UNTOUCHED)
      this.#there.set(path, file.key)
    }
  }

  #remove(path: string): void {
    rmSync(join(this.#folder, path))
    this.#there.delete(path)
  }

  #isUntouched(path: string): boolean {
    const stats: Stats | undefined = statSync(join(this.#folder, path), { throwIfNoEntry: false })
    return stats?.mtimeMs === UNTOUCHED.getTime()
  }
}
