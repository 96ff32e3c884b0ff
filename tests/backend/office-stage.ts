/** A shop of two stores with people who come in at the office, as their browsers do. */
import { createBackendServer } from '../../src/backend/http/server.ts'
import { changePerson, hire } from '../../src/backend/setup/staff.ts'
import { openStore } from '../../src/backend/setup/stores.ts'
import type { Reach } from '../../src/domain/office-account.ts'
import { clock, openStage, random } from './stage.ts'
import { serve, type ServedStage } from './served-stage.ts'

export const PASSWORD = 'a horse, of course'

export interface Answered {
  readonly status: number
  readonly body: { readonly code?: string; readonly [name: string]: unknown }
  readonly cookie: string | null
}

/** Who asks: by a cookie, by a credential, or nobody. */
export type Asking = Readonly<Record<string, string>>

export interface OfficeStage {
  readonly served: ServedStage
  /** Another store of the shop, where nobody works yet. */
  readonly other: string
  /** From now on the backend's clocks are so much further. */
  goAhead(ms: number): void
  /** Somebody with this role who comes in by their name. */
  officer(name: string, role: string, reach?: Reach, store?: string): Promise<string>
  ask(path: string, input: object | undefined, by: Asking): Promise<Answered>
  tell(path: string, input: object, by: Asking): Promise<Answered>
  signIn(name: string, password?: string): Promise<Answered>
  /** What a browser shows of who is signed in. */
  signedIn(name: string): Promise<Asking>
  /** The same database behind a backend that has just started; answers its address. */
  another(): Promise<{ readonly url: string; readonly close: () => Promise<void> }>
  close(): Promise<void>
}

export async function openOfficeStage(): Promise<OfficeStage> {
  const stage = await openStage()
  let ahead = 0
  const shifted = {
    ...clock,
    now: () => clock.now() + ahead,
    elapsed: () => clock.elapsed() + ahead,
  }
  const backend = { ...stage.backend, clock: shifted }
  const served = await serve({ ...stage, backend })
  const { tenant, store: first } = stage.shop
  const opened = await openStore(backend, tenant, {
    ...{ store: random.id(), name: 'Harbour shop', address: ['Quay 1'] },
  })
  if (!opened.ok) throw new Error(opened.failure.code)
  const send = (path: string, init: RequestInit) => fetched(served.url + path, init)
  const tell = (path: string, input: object, by: Asking) => {
    const headers = { 'content-type': 'application/json', ...by }
    return send(path, { method: 'POST', body: JSON.stringify(input), headers })
  }
  const signIn = (name: string, password = PASSWORD) =>
    tell('/administration/sign-in', { name, password }, { origin: served.url })
  return {
    ...{ served, other: opened.value.store, tell, signIn },
    goAhead: (ms) => void (ahead += ms),
    async officer(name, role, reach = 'shop', store = first) {
      const hired = await hire(backend, { tenant, store }, { name, role, pin: '2468' })
      if (!hired.ok) throw new Error(hired.failure.code)
      const { id: person } = hired.value
      const office = { name: name.toLowerCase(), password: PASSWORD, reach }
      const changed = await changePerson(backend, tenant, { person, office })
      if (!changed.ok) throw new Error(changed.failure.code)
      return person
    },
    ask: (path, input, by) => {
      const query = new URLSearchParams(input as Record<string, string>).toString()
      return send(`${path}?${query}`, { headers: by })
    },
    async signedIn(name) {
      const { status, cookie } = await signIn(name)
      if (status !== 200 || cookie === null) throw new Error(`${name}: ${String(status)}`)
      return { cookie: cookie.split(';')[0] ?? '', origin: served.url }
    },
    async another() {
      const { server, close } = createBackendServer(backend, () => false)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const address = server.address()
      const port = typeof address === 'object' ? String(address?.port) : ''
      return { url: `http://127.0.0.1:${port}`, close }
    },
    close: () => served.close(),
  }
}

export async function fetched(url: string, init: RequestInit): Promise<Answered> {
  const response = await fetch(url, init)
  const body = (await response.json()) as Answered['body']
  return { status: response.status, body, cookie: response.headers.get('set-cookie') }
}
