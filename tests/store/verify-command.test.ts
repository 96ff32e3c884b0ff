import { spawnSync } from 'node:child_process'
import Database from 'better-sqlite3'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { listBackups } from '../../src/store/backup-folder.ts'
import { exportUnsent } from '../../src/store/unsent.ts'
import { verifyEntriesFile } from '../../src/store/verify/entries-file.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { programOf } from '../programs.ts'
import { START, temporaryFolder } from './terminal.ts'
import { openNewTill, sellOn } from './till.ts'

const program = (command: string) =>
  programOf(fileURLToPath(new URL(`../../src/commands/${command}.ts`, import.meta.url)))
const programs = { verify: await program('verify'), backup: await program('backup') }

function run(command: keyof typeof programs, ...args: readonly string[]) {
  const line = [programs[command], ...args, '--json']
  const { status, stdout, stderr } = spawnSync(process.execPath, line, {
    encoding: 'utf8',
  })
  const told: unknown = stdout === '' ? undefined : JSON.parse(stdout.trimEnd().split('\n').at(-1)!)
  return { status, told, stderr }
}

/** A folder as a terminal leaves it, with three sales that nobody has seen. */
function soldFolder() {
  const folder = join(temporaryFolder(), 'shop')
  const file = join(folder, 'terminal.db')
  const secrets = fileSecrets(folder)
  const store = openNewTill(file, { secrets })
  for (let count = 0; count < 3; count += 1) sellOn(store)
  store.close()
  return { folder, file, secrets }
}

describe('the commands', () => {
  it('make a backup by hand and verify it, and name what is broken in one', () => {
    const { folder } = soldFolder()
    const figures = { entries: 5, sales: 3 }
    expect(run('backup', '--folder', folder)).toMatchObject({ status: 0, told: { figures } })
    const [backup] = listBackups(join(folder, 'backups'))
    const { file } = backup!
    expect(run('verify', file)).toMatchObject({ status: 0, told: { ok: true, figures } })
    const other = new Database(file)
    other.exec('UPDATE sale SET total = total + 1 WHERE number = 2')
    other.close()
    const found = run('verify', file)
    expect(found).toMatchObject({ status: 1, told: { ok: false, figures: { sales: 1 } } })
    expect(found.stderr).toContain('entry 4 of epoch 1 (receipt T1-1-000002)')
    expect(run('verify', folder).status).toBe(0)
    const out = join(folder, 'by-hand.db')
    expect(run('backup', '--folder', folder, '--out', out).status).toBe(0)
    expect(run('backup', '--folder', folder, '--out', out)).toMatchObject({ status: 1 })
    expect(existsSync(out)).toBe(true)
  }, 60_000)

  it('refuse what is none of it, and say how they are called', () => {
    const folder = temporaryFolder()
    const letter = join(folder, 'letter')
    writeFileSync(letter, 'Dear tax office')
    expect(run('verify', letter)).toMatchObject({ status: 1, told: { ok: false } })
    expect(run('verify', folder)).toMatchObject({ status: 1, told: { ok: false } })
    expect(run('verify', join(folder, 'nothing')).status).toBe(1)
    expect(run('verify', 'one', 'two').status).toBe(2)
    expect(run('backup').status).toBe(2)
    expect(run('backup', '--folder', folder).status).toBe(1)
  }, 60_000)

  it('find what was changed, left out, added or cut off in a file of entries', () => {
    const { folder, file, secrets } = soldFolder()
    const to = join(folder, 'unsent.entries')
    exportUnsent(file, { to, secrets, at: START })
    const figures = { entries: 5, sales: 3, unproven: 0 }
    expect(run('verify', to)).toMatchObject({ status: 0, told: { figures } })
    const text = readFileSync(to, 'utf8')
    const lines = text.trimEnd().split('\n')
    const changes = [
      text.replace('Milk', 'Gold'),
      text.replace('"count":5', '"count":4'),
      lines.filter((_, index) => index !== 2).join('\n'),
      [...lines.slice(0, 3), lines[2], ...lines.slice(3)].join('\n'),
      lines.slice(0, -1).join('\n'),
      text.slice(0, text.length / 2),
      text.slice(0, -3),
      `${text}\n`,
    ]
    for (const changed of changes) {
      writeFileSync(to, changed)
      expect(verifyEntriesFile(to).broken, changed.slice(-80)).toBeDefined()
    }
  }, 60_000)
})
