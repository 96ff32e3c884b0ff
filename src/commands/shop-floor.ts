/**
 * A whole shop on one machine but for the till: a backend with real groceries, and a counter with
 * simulated devices that speak the real wire. `npm start` opens it, `npm run demo` plays a day on
 * it.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SIMULATED_PAYMENTS } from '../../drivers/online-payments/simulator.ts'
import type { ImportReport } from '../contract/backend/administration.ts'
import type { Clock } from '../ports/clock.ts'
import { openPrivateFolder } from '../system/durable-file.ts'
import { createBackendClient, type BackendClient } from './backend-client.ts'
import { openCounter, type Counter, type CounterOptions } from './counter.ts'
import { demoGoods, demoGroceries, sources, type Programs } from './folders.ts'
import { portOrFree } from './free-port.ts'
import { supervise, type Supervised } from './supervisor.ts'

/** Makes up the same prices and stock on every machine. */
const DEMO_SEED = 1

export interface ShopFloorOptions {
  readonly folder: string
  readonly clock: Clock
  /** 0 for any free port; fixed ones survive a restart of the shop. */
  readonly ports: CounterOptions['ports'] & { readonly backend: number }
  /** A groceries file in place of the demo's own. */
  readonly groceries?: string
  /** The same as `sources`, but quicker to start. */
  readonly programs?: Programs
  /** One of the shop's processes does not stay up. */
  readonly onGivenUp?: (reason: string) => void
}

export interface ShopFloor {
  readonly folder: string
  readonly programs: Programs
  readonly backend: Supervised
  readonly backendUrl: string
  /** The backend's API as its owner may use it. */
  readonly owner: BackendClient
  readonly counter: Counter
  /** Enrols one terminal at this counter. */
  readonly enrolmentCode: string
  /** Undefined where the catalogue was there already. */
  readonly imported: ImportReport | undefined
  readonly onGivenUp: (reason: string) => void
  close(): Promise<void>
}

/** Rejects where the backend does not stay up or refuses; nothing stays open then. */
export async function openShopFloor(options: ShopFloorOptions): Promise<ShopFloor> {
  const { clock, folder, ports, programs = sources, onGivenUp = () => undefined } = options
  openPrivateFolder(folder)
  const counter = await openCounter({ clock, folder, ports })
  const data = join(folder, 'backend')
  const backend = supervise({
    name: 'backend',
    script: programs.backend,
    environment: { HOLDFAST_DATA: data, PORT: String(await portOrFree(ports.backend)) },
    clock,
    onGivenUp,
  })
  const close = async (): Promise<void> => {
    await backend.stop()
    await counter.close()
  }
  try {
    const backendUrl = (await backend.line('backend ready ')).slice('backend ready '.length)
    const ownerToken = readFileSync(join(data, 'owner-token'), 'utf8').trim()
    const owner = createBackendClient({ url: backendUrl, token: ownerToken })
    const imported = await importWhereEmpty(owner, options.groceries)
    await mailToSimulator(owner, counter)
    await refundBySimulator(owner, counter)
    const { code: enrolmentCode } = await owner.administration.enrolmentCode({
      store: null,
      terminalName: 'Counter 1',
      devices: counter.settings,
    })
    const made = { backend, backendUrl, owner, counter, imported, enrolmentCode }
    return { ...made, folder, programs, onGivenUp, close }
  } catch (error) {
    await close()
    throw error
  }
}

const DEMO_SENDER = 'receipts@corner-shop.example'

/** Receipts by e-mail stay on this machine, but where its owner has set an account up. */
async function mailToSimulator(owner: BackendClient, { mailbox }: Counter): Promise<void> {
  const { account } = await owner.mail.read({})
  if (account && account.from !== DEMO_SENDER) return
  const { host, port } = mailbox
  await owner.mail.set({ account: { host, port, security: 'none', from: DEMO_SENDER } })
}

/** What the demo's orders paid goes back here, but where its owner has named another place. */
async function refundBySimulator(owner: BackendClient, { provider }: Counter): Promise<void> {
  const { address, secret } = provider
  const { providers } = await owner.refunds.read({})
  const before = providers.find((each) => each.provider === SIMULATED_PAYMENTS)
  if (before && new URL(before.address).hostname !== new URL(address).hostname) return
  await owner.refunds.setProvider({ provider: SIMULATED_PAYMENTS, account: { address, secret } })
}

async function importWhereEmpty(
  owner: BackendClient,
  groceries = readFileSync(demoGroceries, 'utf8'),
): Promise<ImportReport | undefined> {
  const { variants } = await owner.administration.figures()
  if (variants > 0) return undefined
  const imported = await owner.administration.importFile({
    format: 'groceries',
    content: groceries,
    preview: false,
    invent: { seed: DEMO_SEED },
  })
  await owner.administration.importFile({
    ...{ format: 'goods', preview: false, invent: null },
    content: readFileSync(demoGoods, 'utf8'),
  })
  return imported
}
