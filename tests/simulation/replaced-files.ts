/**
 * What people do to the file of a terminal: put a backup in its place, by the command or by hand,
 * and copy a disk to another machine.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { restoreBackup } from '../../src/store/recovery/restore.ts'
import { systemMachine } from '../../src/system/machine.ts'
import { Chance, randomOf } from './chance.ts'
import { makeSecrets } from './secrets.ts'
import { SimulatedTerminal } from './terminal.ts'
import { FILES, keepFiles } from './till/disk.ts'
import type { World } from './world.ts'

type Replacing = 'terminal-restored' | 'file-put-back'

/** The first time a backup is made, the next time it takes the place of the file. */
export async function replaceFile(world: World, kind: Replacing): Promise<string> {
  const terminal = world.chance.pick(world.terminals)
  const backup = join(terminal.folder, 'backup.db')
  if (!existsSync(backup)) {
    terminal.witness.connection.exec(`VACUUM INTO '${backup}'`)
    return `${terminal.name} is backed up`
  }
  await terminal.crash()
  const before = terminal.witness.entries()
  terminal.closeWitness()
  if (kind === 'terminal-restored') byTheCommand(world, terminal, backup)
  else byHand(terminal, backup)
  const kept = new Set(terminal.witness.entries().map(({ hash }) => hash))
  terminal.former.push(...before.filter(({ hash }) => !kept.has(hash)))
  terminal.forget()
  rmSync(backup)
  await terminal.start()
  world.faults.happened(kind)
  return `${terminal.name} goes on from its backup`
}

function byTheCommand(world: World, terminal: SimulatedTerminal, backup: string): void {
  const { seed, timeline, migrations } = world
  const { key } = terminal.station
  const { credential, folder } = terminal
  const clock = timeline.clock()
  const restored = restoreBackup({
    ...{ file: terminal.file, migrations, backup, clock, machine: systemMachine() },
    exportTo: join(folder, `unsent-${String(timeline.elapsed)}.entries`),
    secrets: makeSecrets(new Chance(seed, key), {
      credential: () => credential,
      saveCredential: () => undefined,
    }),
    random: randomOf(new Chance(seed, `restore at ${String(timeline.elapsed)}`), clock.now),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  if (restored.kind === 'refused') throw new Error('a restore with an export was refused')
}

/** Into the very same file, so that no binding tells; what stands beside it stays. */
function byHand({ file }: SimulatedTerminal, backup: string): void {
  writeFileSync(file, readFileSync(backup))
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
}

/** The copy runs on beside its origin, under the same name, key and credential. */
export async function cloneDisk(world: World): Promise<string> {
  const { chance, terminals, faults } = world
  if (terminals.some(({ name }) => name.endsWith(TWIN))) return 'one disk was cloned already'
  const origin = chance.pick(terminals)
  const folder = `${origin.folder}${TWIN}`
  mkdirSync(folder)
  keepFiles(origin.folder)
  for (const name of FILES) {
    const kept = join(origin.folder, 'kept', name)
    if (existsSync(kept)) copyFileSync(kept, join(folder, name))
  }
  const { credential, station } = origin
  station.hasTwin = true
  const twin = new SimulatedTerminal(
    { ...station, name: `${station.name}${TWIN}`, folder, ...(credential ? { credential } : {}) },
    world,
  )
  twin.wasAMonthOut = origin.wasAMonthOut
  terminals.push(twin)
  await twin.start()
  faults.happened('disk-cloned')
  return `the disk of ${origin.name} is cloned`
}

const TWIN = '-twin'
