/** Runs the tools of node_modules and measures them; shared by the tasks. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface Ran {
  readonly ok: boolean
  readonly seconds: number
}

/**
 * Starts a program of a package by its own file, so that no shell and no `.cmd` is in between. What
 * it says goes to the screen, or into the open file `log`.
 */
export function runTool(
  owner: string,
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  log?: number,
): Promise<Ran> {
  const began = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [programFile(owner, program), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      // In JSON mode the last line of standard output is ours, so tools speak on standard error.
      stdio: ['ignore', log ?? (isJson() ? 2 : 1), log ?? 2],
    })
    const ended = (ok: boolean): void =>
      resolve({ ok, seconds: Math.round((performance.now() - began) / 100) / 10 })
    child.on('error', () => ended(false))
    child.on('exit', (code) => ended(code === 0))
  })
}

export function isJson(): boolean {
  return process.argv.includes('--json')
}

/** The text of a report, on the channel that leaves the last line of standard output free. */
export function say(text: string): void {
  if (isJson()) console.error(text)
  else console.log(text)
}

function programFile(owner: string, program: string): string {
  const folder = join(ROOT, 'node_modules', owner)
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = binOf(manifest, program)
  if (file === undefined) throw new Error(`${owner} has no program ${program}`)
  return join(folder, file)
}

function binOf(manifest: unknown, program: string): string | undefined {
  if (typeof manifest !== 'object' || manifest === null || !('bin' in manifest)) return undefined
  const { bin } = manifest
  if (typeof bin === 'string') return bin
  if (typeof bin !== 'object' || bin === null) return undefined
  const file: unknown = Reflect.get(bin, program)
  return typeof file === 'string' ? file : undefined
}
