import type { AnyContractProcedure } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeShopKey } from '../../src/backend/access/shop-keys.ts'
import { needOf, type OfficeNeed } from '../../src/contract/backend/office-need.ts'
import { backendContract } from '../../src/contract/backend/router.ts'
import { mayAlone, roleSchema, type Role } from '../../src/domain/permission.ts'
import { OFFICE_ROWS } from './office-rows.ts'
import { openOfficeStage, type Asking, type OfficeStage } from './office-stage.ts'

interface Procedure {
  readonly name: string
  readonly path: string
  readonly method: string
  readonly need: OfficeNeed | undefined
}

const PROCEDURES: readonly Procedure[] = Object.entries(backendContract).flatMap(([part, inner]) =>
  Object.entries(inner as Record<string, AnyContractProcedure>).map(([name, procedure]) => {
    const { path = '', method = '' } = procedure['~orpc'].route
    return { name: `${part}.${name}`, path, method, need: needOf(procedure) }
  }),
)
const ADMINISTRATION = PROCEDURES.filter(({ path }) => path.startsWith('/administration/'))
const REFUSED = ['not-permitted', 'credential-wrong']

let office: OfficeStage
/** Whole shop or one store, by the role. */
const people = new Map<string, Asking>()

beforeAll(async () => {
  office = await openOfficeStage()
  for (const role of roleSchema.options) {
    for (const reach of ['shop', 'store'] as const) {
      const name = `${role}-of-${reach}`
      await office.officer(name, role, reach)
      people.set(name, await office.signedIn(name))
    }
  }
}, 60_000)
afterAll(() => office.close())

/** What it answers: a code, or nothing where it was done. */
async function answer({ path, method }: Procedure, input: object, by: Asking) {
  const asked = method === 'GET' ? office.ask(path, input, by) : office.tell(path, input, by)
  const { status, body } = await asked
  return status === 200 ? undefined : (body.code ?? String(status))
}

const isGranted = (role: Role, needs: string) =>
  needs === 'session' || needs === 'nothing' || mayAlone(undefined, role, needs as 'sell')

describe('at the office', () => {
  it('each procedure of the administration has its row, and it alone says what it needs', () => {
    const said = PROCEDURES.flatMap(({ name, need }) =>
      need ? [[name, { needs: need.needs, of: need.of }] as const] : [],
    )
    const rows = Object.entries(OFFICE_ROWS).map(([name, { needs, of }]) => [name, { needs, of }])
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(rows))
    expect(said.map(([name]) => name)).toEqual(ADMINISTRATION.map(({ name }) => name))
  })

  it.each(ADMINISTRATION)('$name is nobody’s who is not in', async (procedure) => {
    const { terminal, stage } = office.served
    const key = await makeShopKey(stage.backend, stage.shop.tenant, 'Web')
    if (!key.ok) throw new Error(key.failure.code)
    const others = [terminal.credential, key.value.key, 'a'.repeat(43)].map((credential) => ({
      authorization: `Bearer ${credential}`,
    }))
    const stale = { cookie: `holdfast_office=${'a'.repeat(43)}`, origin: office.served.url }
    const isOpen = OFFICE_ROWS[procedure.name]?.needs === 'nothing'
    for (const by of [...others, ...(isOpen ? [] : [{}, stale])])
      expect(await answer(procedure, {}, by)).toBe('credential-wrong')
    await stage.backend.database.deleteFrom('shop_key').where('id', '=', key.value.id).execute()
  })

  it.each(ADMINISTRATION)('$name is the owner’s', async (procedure) => {
    const by = { authorization: `Bearer ${office.served.stage.shop.ownerToken}` }
    if (procedure.name === 'door.changePassword') return
    expect(REFUSED).not.toContain(await answer(procedure, {}, by))
  })

  const cells = ADMINISTRATION.flatMap((procedure) =>
    roleSchema.options.map((role) => ({ ...procedure, role })),
  )
  it.each(cells)('$name is done by a $role as their role says', async ({ role, ...procedure }) => {
    const { needs, of, input } = OFFICE_ROWS[procedure.name]!
    if (needs === 'nothing') return
    const ofShop = people.get(`${role}-of-shop`)!
    const ofStore = people.get(`${role}-of-store`)!
    const { other, served } = office
    const inStore = (store: string) => (input ? { ...input, store } : {})
    const told = [
      await answer(procedure, inStore(other), ofShop),
      await answer(procedure, inStore(served.stage.shop.store), ofStore),
      await answer(procedure, inStore(other), ofStore),
    ].map((code) => !REFUSED.includes(code ?? ''))
    const granted = isGranted(role, needs)
    expect(told).toEqual([
      granted,
      granted && of === 'store',
      granted && of === 'store' && input === undefined,
    ])
  })
})

describe('what a store says of roles', () => {
  const [dashboard] = ADMINISTRATION.filter(({ name }) => name === 'reports.dashboard')

  it('counts at the office at once; approval is nobody’s to give there', async () => {
    const { staff } = office.served.client(office.served.stage.shop.ownerToken)
    const supervisor = people.get('supervisor-of-shop')!
    for (const [kind, code] of [
      ['allowed', undefined],
      ['approval', 'not-permitted'],
      ['denied', 'not-permitted'],
    ] as const) {
      await staff.rules({ roles: { supervisor: { 'read-reports': { kind } } } })
      expect(await answer(dashboard!, {}, supervisor)).toBe(code)
    }
    await staff.rules({ roles: {} })
  })

  it('makes roles of its own there too', async () => {
    const { staff } = office.served.client(office.served.stage.shop.ownerToken)
    const ownRoles = [{ id: 'bookkeeper', name: 'Bookkeeper', like: 'cashier' as const }]
    const roles = { bookkeeper: { 'read-reports': { kind: 'allowed' as const } } }
    await staff.rules({ ownRoles, roles })
    await office.officer('Bo', 'bookkeeper')
    const bo = await office.signedIn('bo')
    expect(await answer(dashboard!, {}, bo)).toBeUndefined()
    const me = await office.ask('/administration/me', {}, bo)
    expect(me.body).toMatchObject({ person: { name: 'Bo', roleName: 'Bookkeeper' } })
    expect(me.body['permissions']).not.toContain('see-margins')
  })
})
