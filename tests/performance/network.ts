/**
 * The commit of a cash sale with no network, a good one and each bad one, while real sync works on
 * the same thread; against the same sale with no sync at all, block by block in the same run.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTerminal } from '../../src/application/terminal.ts'
import { minor } from '../../src/domain/money.ts'
import { receiptWordsFor } from '../../src/domain/receipt/words.ts'
import type { TerminalStore } from '../../src/store/open.ts'
import { getRxStorage } from '../../src/store/rx-storage.ts'
import { createHttpLink } from '../../src/sync/http-link.ts'
import { startSync } from '../../src/sync/start.ts'
import { NO_CLAIMS } from '../../src/sync/claims.ts'
import { NO_OFFICE } from '../../src/sync/office.ts'
import { NO_PARKED } from '../../src/sync/parked-lookup.ts'
import { NO_CARD_CODES } from '../../src/system/card-codes.ts'
import { NO_LOOKUP } from '../../src/sync/sale-lookup.ts'
import { systemClock } from '../../src/system/clock.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { systemRandom } from '../../src/system/random.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import type { Bench } from './bench.ts'
import { benchShop, draftOfFive, openBenchStore, silentPrinter } from './bench-shop.ts'
import type { PeerRoad } from './network-peer.ts'
import { distributionOf, ratio } from './measure.ts'

/** `calm` has no sync at all, twice so as to know the noise; `away` has nobody who listens. */
type Road = 'calm' | 'calm again' | 'away' | PeerRoad
const ROADS: readonly Road[] = [
  ...(['calm', 'away', 'good', 'calm again', 'slow', 'cut'] as const),
  ...(['refuse', 'half-open', 'portal', 'error-page', 'garbage'] as const),
]

const BLOCKS = 12
const SALES_OF_A_BLOCK = 50
/** Between two customers, as short as it can be: sync gets its turn, and its work is met. */
const PAUSE_MS = 2
/** Of the calm one's p99, and of what the two calm ones differ by themselves. */
const BOUND = 1.3

const clock = systemClock({ holdsProcess: true })
const random = systemRandom()
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const never = (): (() => void) => () => undefined

export const network: Bench = {
  name: 'network',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
    const secrets = fileSecrets(folder)
    const store = openBenchStore(join(folder, 'terminal.db'), secrets)
    benchShop(store)
    const terminal = createTerminal({
      ...{ store, clock, random, secrets, pinHasher: scryptHasher(), log: silent },
      network: { online: () => true, since: () => null, refused: () => false, onChange: never },
      pull: { running: () => false, onChange: never },
      claims: NO_CLAIMS,
      cardCodes: NO_CARD_CODES,
      lookup: NO_LOOKUP,
      parkedLookup: NO_PARKED,
      office: NO_OFFICE,
      receiptWords: receiptWordsFor,
      devices: { printer: silentPrinter, scanners: [], payment: undefined },
    })
    const sell = async (): Promise<number> => {
      const { id: draft, version } = draftOfFive(random.id())
      store.drafts.put(draftOfFive(draft))
      await clock.sleep(PAUSE_MS)
      const began = process.hrtime.bigint()
      const command = random.id()
      await terminal.draft.payCash({ command, draft, version, tendered: minor(5000) })
      return Number(process.hrtime.bigint() - began) / 1000
    }
    const peer = fork(fileURLToPath(new URL('network-peer.ts', import.meta.url)))
    const [port] = (await once(peer, 'message')) as [number]
    const taken = new Map(ROADS.map((road) => [road, [] as number[][]]))
    for (let block = 0; block <= BLOCKS; block += 1) {
      // Each road stands in each place of a round: the journal grows, and the machine warms up.
      const first = block % ROADS.length
      for (const road of [...ROADS.slice(first), ...ROADS.slice(0, first)]) {
        const sold = await sellOn({ road, peer, port, store, sell })
        if (block > 0) taken.get(road)?.push(sold)
      }
    }
    peer.disconnect()
    store.close()
    rmSync(folder, { recursive: true, force: true })
    return judge(taken)
  },
}

interface Block {
  readonly road: Road
  readonly peer: ChildProcess
  readonly port: number
  readonly store: TerminalStore
  readonly sell: () => Promise<number>
}

/** Microseconds of each sale. */
async function sellOn({ road, peer, port, store, sell }: Block): Promise<number[]> {
  const stop = road.startsWith('calm') ? undefined : await goOnline({ road, peer, port, store })
  const taken: number[] = []
  for (let sale = 0; sale < SALES_OF_A_BLOCK; sale += 1) taken.push(await sell())
  await stop?.()
  return taken
}

async function goOnline({ road, peer, port, store }: Omit<Block, 'sell'>) {
  if (road !== 'away') {
    const told = once(peer, 'message')
    peer.send(road)
    await told
  }
  // The discard port: nobody listens there.
  const url = `http://127.0.0.1:${String(road === 'away' ? 9 : port)}`
  const link = createHttpLink({ url, credential: 'bench', clock, random })
  const sync = await startSync({
    ...{ name: 'bench', storage: getRxStorage(store), delivery: store.delivery },
    ...{ reach: store.reach, link, clock, random, log: silent },
  })
  return async () => {
    const closed = sync.close()
    link.close()
    await closed
  }
}

/**
 * The p99 of a road is that of its middle block: a burst of the machine's own work, or of another's
 * on it, falls on a block or two and says nothing of the road.
 */
function judge(taken: ReadonlyMap<Road, readonly (readonly number[])[]>) {
  const typical = (...roads: Road[]): number => {
    const blocks = roads.flatMap((road) => taken.get(road) ?? [])
    return distributionOf(blocks.map((block) => distributionOf(block).p99)).p50
  }
  const calm = typical('calm', 'calm again')
  const [one, other] = [typical('calm'), typical('calm again')]
  const noise = ratio(Math.max(one, other), Math.min(one, other))
  const figures: Record<string, unknown> = { noise }
  let ok = true
  for (const [road, blocks] of taken) {
    const p99ToCalm = ratio(typical(road), calm)
    ok &&= p99ToCalm <= BOUND * noise
    figures[road] = { ...distributionOf(blocks.flat()), p99OfBlock: typical(road), p99ToCalm }
  }
  return { ok, figures }
}
