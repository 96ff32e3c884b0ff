/**
 * `npm run enrol -- --folder F --code C --backend URL`: makes a folder a terminal, or gives the
 * terminal in it another key and credential. Its journal stays, sent or not. Ends with 0 when it
 * did, 1 when it was refused, 2 when it was not understood.
 */
import { mkdirSync } from 'node:fs'
import { openStore } from '../store/open.ts'
import { diskEncryption } from '../system/disk-encryption.ts'
import { systemMachine } from '../system/machine.ts'
import { enrolTerminal } from '../terminal/enrolment.ts'
import { enrolledAt, renewTerminal } from '../terminal/renewal.ts'
import { backendUrl, Ending, NOT_UNDERSTOOD, REFUSED } from './owner.ts'
import { openFolder, readOptions, runOnFolder } from './terminal-folder.ts'

const USAGE = `npm run enrol -- --folder <folder of the terminal> --code <code> [options]

  --backend <url>   otherwise HOLDFAST_BACKEND, otherwise the demo shop's
  --json            a last line for programs: {"ok":…,"figures":{…}}`

const DISK_WORDS = {
  encrypted: 'The disk under it is encrypted.',
  clear: 'The disk under it is not encrypted: docs/stolen-till.md says what a thief would read.',
  unknown: 'Whether the disk under it is encrypted cannot be told from here: see to it that it is.',
} as const

await runOnFolder(async () => {
  const { folder, code, backend = backendUrl() } = readOptions(USAGE, ['folder', 'code', 'backend'])
  if (folder === undefined || code === undefined) throw new Ending(USAGE, NOT_UNDERSTOOD)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const parts = { ...openFolder(folder), backendUrl: backend }
  if (enrolledAt(parts) === undefined) return enrolNew(parts, code)
  const renewed = await renewTerminal(parts, code)
  if (renewed.kind === 'another-terminal') {
    throw new Ending('The code is for another terminal. Nothing was changed here.', REFUSED)
  }
  const { ordinal } = renewed.head.epoch
  console.log(`The terminal has a new key, and goes on in epoch ${String(ordinal)}.`)
  return { epoch: ordinal, disk: tellDisk(folder) }
})

async function enrolNew(
  parts: ReturnType<typeof openFolder> & { backendUrl: string },
  code: string,
) {
  const store = openStore({ ...parts, machine: systemMachine() })
  try {
    await enrolTerminal({ ...parts, enrolment: store.identity }, code)
    const { ordinal } = store.journal.head().epoch
    console.log(`The terminal is enrolled, and begins in epoch ${String(ordinal)}.`)
    return { epoch: ordinal, disk: tellDisk(parts.folder) }
  } finally {
    store.close()
  }
}

/** Whoever sets a till up hears it here: later nobody looks. */
function tellDisk(folder: string) {
  const disk = diskEncryption(folder)
  console.log(DISK_WORDS[disk])
  return disk
}
