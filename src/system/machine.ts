/** The machine that this process runs on, behind the port Machine. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import type { Machine } from '../ports/machine.ts'

const CARDS = '/sys/class/net'
const NO_ADDRESS = '00:00:00:00:00:00'
const ASKING_MS = 5000

export function systemMachine(): Machine {
  return {
    identity: () => ({
      id: orNothing(machineId, ''),
      cards: orNothing(cards, []).toSorted(),
    }),
  }
}

function orNothing<Answer>(ask: () => Answer, nothing: Answer): Answer {
  try {
    return ask()
  } catch {
    return nothing
  }
}

function machineId(): string {
  if (process.platform === 'linux') return readFileSync('/etc/machine-id', 'utf8').trim()
  if (process.platform === 'win32') {
    const key = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography'
    return (
      /MachineGuid\s+REG_SZ\s+(\S+)/.exec(run('reg', ['query', key, '/v', 'MachineGuid']))?.[1] ??
      ''
    )
  }
  const told = run('ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice'])
  return /"IOPlatformUUID" = "([^"]+)"/.exec(told)?.[1] ?? ''
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', timeout: ASKING_MS })
}

/** Cards only: a bridge, a tunnel or a container's own network comes and goes. */
function cards(): string[] {
  if (process.platform === 'linux') {
    return readdirSync(CARDS)
      .filter((name) => existsSync(`${CARDS}/${name}/device`))
      .map((name) => readFileSync(`${CARDS}/${name}/address`, 'utf8').trim())
      .filter((address) => address !== '' && address !== NO_ADDRESS)
  }
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const own = all.filter(({ internal, mac }) => !internal && mac !== NO_ADDRESS)
  return [...new Set(own.map(({ mac }) => mac))]
}
