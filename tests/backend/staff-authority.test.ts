/** Nobody raises themselves at the office, by whatever way round, and the last admin stays. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { write } from '../../src/backend/database/write.ts'
import { insertStaff, peopleOf, personOf } from '../../src/backend/setup/staff.ts'
import { PEOPLE_SHOWN, type StaffRulesInput } from '../../src/contract/backend/staff.ts'
import { random } from './stage.ts'
import { openOfficeStage, PASSWORD, type Asking, type OfficeStage } from './office-stage.ts'

let office: OfficeStage
let admin: { readonly id: string; readonly by: Asking }
/** Like a manager, and may manage staff. */
let keeper: { readonly id: string; readonly by: Asking }

const RULES = {
  ownRoles: [{ id: 'keeper', name: 'Keeper', like: 'manager' }],
  roles: { keeper: { 'manage-staff': { kind: 'allowed' } } },
} satisfies StaffRulesInput

beforeAll(async () => {
  office = await openOfficeStage()
  await owner().staff.rules(RULES)
  const [ada, kim] = [await office.officer('Adam', 'admin'), await office.officer('Kim', 'keeper')]
  admin = { id: ada, by: await office.signedIn('adam') }
  keeper = { id: kim, by: await office.signedIn('kim') }
}, 60_000)
afterAll(() => office.close())

const owner = () => office.served.client(office.served.stage.shop.ownerToken)
const told = async (path: string, input: object, by: Asking) => {
  const { status, body } = await office.tell(`/administration/staff${path}`, input, by)
  return status === 200 ? 'done' : body.code
}
const change = (person: string, what: object, by: Asking) =>
  told('/changes', { person, ...what }, by)
const rules = (what: StaffRulesInput, by: Asking) => told('/rules', what, by)

describe('who manages staff', () => {
  it('gives themselves no role, no other reach and no way out, but a name and a PIN', async () => {
    const account = { name: 'adam', password: PASSWORD, reach: 'shop' }
    for (const what of [{ role: 'manager' }, { disabled: true }, { office: account }])
      expect(await change(admin.id, what, admin.by)).toBe('not-permitted')
    for (const what of [{ name: 'Adam B.' }, { pin: '4711' }, { badge: 'ADAM-0001' }])
      expect(await change(admin.id, what, admin.by)).toBe('done')
  })

  it('takes nobody on who may do more, and makes nobody so', async () => {
    const zoe = { name: 'Zoe', pin: '1357' }
    expect(await told('', { ...zoe, role: 'admin' }, keeper.by)).toBe('role-beyond')
    expect(await told('', { ...zoe, role: 'manager' }, keeper.by)).toBe('done')
    const cashier = await office.officer('Cleo', 'cashier')
    expect(await change(cashier, { role: 'admin' }, keeper.by)).toBe('role-beyond')
    expect(await change(cashier, { role: 'supervisor' }, keeper.by)).toBe('done')
  })

  it('comes in as nobody who may do more: neither by their PIN nor by their account', async () => {
    const account = { name: 'adam', password: `${PASSWORD}!`, reach: 'shop' }
    for (const what of [{ pin: '0000' }, { badge: 'MINE-0001' }, { office: account }])
      expect(await change(admin.id, what, keeper.by)).toBe('role-beyond')
    expect(await change(admin.id, { disabled: true }, keeper.by)).toBe('role-beyond')
    expect((await office.signIn('adam')).status).toBe(200)
  })

  it('gives no role, least of all their own, what that may not, and takes none away', async () => {
    const roles = (given: StaffRulesInput['roles']) => ({ roles: { ...RULES.roles, ...given } })
    const own = { ...RULES.roles.keeper, 'manage-settings': { kind: 'allowed' as const } }
    const other = { 'manage-settings': { kind: 'allowed' as const } }
    expect(await rules(roles({ keeper: own }), keeper.by)).toBe('role-beyond')
    expect(await rules(roles({ cashier: other }), keeper.by)).toBe('role-beyond')
    const taken = { 'manage-settings': { kind: 'denied' as const } }
    expect(await rules(roles({ admin: taken }), keeper.by)).toBe('role-beyond')
    const likeAdmin = { id: 'boss', name: 'Boss', like: 'admin' as const }
    const ownRoles = [...RULES.ownRoles, likeAdmin]
    expect(await rules({ ownRoles }, keeper.by)).toBe('role-beyond')
    const theirs = { discount: { kind: 'allowed' as const } }
    expect(await rules(roles({ cashier: theirs }), keeper.by)).toBe('done')
    expect(await rules(roles({ cashier: other }), admin.by)).toBe('done')
    await owner().staff.rules(RULES)
  })
})

describe('the last who may manage staff', () => {
  it('stays, whoever says otherwise and however', async () => {
    await change(keeper.id, { disabled: true }, admin.by)
    const as = (what: object) =>
      owner()
        .staff.change({ person: admin.id, ...what })
        .then(
          () => 'done',
          (error: { code: string }) => error.code,
        )
    for (const what of [{ disabled: true }, { role: 'manager' }, { office: null }])
      expect(await as(what)).toBe('last-admin')
    const nobody = { ...RULES, roles: { admin: { 'manage-staff': { kind: 'denied' as const } } } }
    expect(await rules(nobody, admin.by)).toBe('last-admin')
    await owner().staff.change({ person: keeper.id, disabled: false })
    expect(await as({ role: 'manager' })).toBe('done')
    expect(await as({ role: 'admin' })).toBe('done')
  })
})

it('tells what holds of roles, whether the store said it or not', async () => {
  const { other } = office
  expect(await owner().staff.readRules({})).toMatchObject(RULES)
  const usual = { roles: {}, ownRoles: [], staffing: { lockAfterMinutes: 10 } }
  expect(await owner().staff.readRules({ store: other })).toMatchObject(usual)
})

it('lists people page by page, those who may not work here last', async () => {
  const { stage } = office.served
  const place = { tenant: stage.shop.tenant, store: office.other }
  const names = Array.from({ length: PEOPLE_SHOWN + 2 }, (_, at) => String(at).padStart(4, '0'))
  const { backend } = stage
  const hired = await personOf(backend, 'key', { name: '', role: 'cashier', pin: '1234' })
  const staff = names.map((name) => ({ ...hired, name, id: random.id() }))
  await write(backend, place.tenant, async (transaction) => ({
    value: await insertStaff(transaction, place, staff),
  }))
  const { people: first, hasMore } = await peopleOf(backend.database, place)
  expect([first.map(({ name }) => name), hasMore]).toEqual([names.slice(0, PEOPLE_SHOWN), true])
  await owner().staff.change({ person: first[0]!.id, disabled: true })
  const rest = await owner().staff.list({ store: office.other, skip: PEOPLE_SHOWN })
  expect(rest.hasMore).toBe(false)
  expect(rest.people.map(({ name }) => name)).toEqual([names.at(-1), names[0]])
})
