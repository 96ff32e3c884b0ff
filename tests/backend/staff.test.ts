import { hashUnder, keyOf } from '../../src/backend/access/keyed-hash.ts'
import { badgeText, pinText } from '../../src/domain/badge.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setStaffRules } from '../../src/backend/setup/staff-rules.ts'
import { changePerson, hire, peopleOf, type Place } from '../../src/backend/setup/staff.ts'
import type { Staff } from '../../src/domain/settings.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { found, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

const place = (): Place => ({ tenant: stage.shop.tenant, store: stage.shop.store })
const code = (result: { ok: boolean; failure?: { code: string } }) =>
  result.ok ? 'ok' : result.failure?.code

/** A document as terminals pull it. */
async function pulled(id: string): Promise<unknown> {
  const row = await stage.backend.database
    .selectFrom('feed_document')
    .select('document')
    .where('tenant', '=', stage.shop.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.document
}

async function hired(name: string, role = 'cashier') {
  const answer = await hire(stage.backend, place(), { name, role, pin: '2468' })
  if (!answer.ok) throw new Error(answer.failure.code)
  return answer.value
}

async function opens(id: string, pin: string): Promise<boolean> {
  const { pin: kept } = (await pulled(id)) as Staff
  const key = await keyOf(stage.backend.database, stage.shop.tenant)
  const hash = await scryptHasher().hash(hashUnder(key, pinText(pin)), kept.salt, kept.cost)
  return Buffer.from(hash).toString('hex') === kept.hash
}

describe('the people of a store', () => {
  it('are taken on with a PIN of which only a hash comes down to the tills', async () => {
    const person = await hired('Bea', 'supervisor')
    expect((await peopleOf(stage.backend.database, place())).people).toContainEqual(person)
    expect(await pulled(person.id)).toMatchObject({ kind: 'staff', name: 'Bea', disabled: false })
    expect(JSON.stringify(await pulled(person.id))).not.toContain('2468')
    expect(await opens(person.id, '2468')).toBe(true)
  })

  it('get another name, role and PIN, and what is not named stays', async () => {
    const { id } = await hired('Cem')
    const { tenant } = stage.shop
    await changePerson(stage.backend, tenant, { person: id, name: 'Cem Y.', role: 'manager' })
    expect(await pulled(id)).toMatchObject({ name: 'Cem Y.', role: 'manager', disabled: false })
    expect(await opens(id, '2468')).toBe(true)
    await changePerson(stage.backend, tenant, { person: id, pin: '97531' })
    expect(await opens(id, '2468')).toBe(false)
    expect(await opens(id, '97531')).toBe(true)
  })

  it('are kept from working here, not deleted, and may come back', async () => {
    const person = await hired('Dora')
    const { tenant } = stage.shop
    for (const disabled of [true, false]) {
      await changePerson(stage.backend, tenant, { person: person.id, disabled })
      expect(await pulled(person.id)).toMatchObject({ name: 'Dora', disabled })
    }
  })

  it('show badges of which only a hash comes down, each its own', async () => {
    const { backend, shop } = stage
    const { id } = await hired('Hana')
    const other = await hired('Ivo')
    const badge = 'B-4288-1766'
    expect(code(await changePerson(backend, shop.tenant, { person: id, badge }))).toBe('ok')
    const key = await keyOf(backend.database, shop.tenant)
    expect(await pulled(id)).toMatchObject({ badge: hashUnder(key, badgeText(badge)) })
    const same = { person: other.id, badge }
    expect(code(await changePerson(backend, shop.tenant, same))).toBe('badge-taken')
    await changePerson(backend, shop.tenant, { person: id, badge: null })
    expect(await pulled(id)).not.toHaveProperty('badge')
    expect(code(await changePerson(backend, shop.tenant, same))).toBe('ok')
  })

  it('are nobody of another tenant, and hold no role that the store does not have', async () => {
    const { id } = await hired('Emil')
    const { backend, shop } = stage
    const out = { person: id, disabled: true }
    const { tenant: another } = await found(backend)
    expect(code(await changePerson(backend, another, out))).toBe('not-found')
    expect(await pulled(id)).toMatchObject({ disabled: false })
    const change = { person: id, role: 'night-shift' }
    expect(code(await changePerson(backend, shop.tenant, change))).toBe('role-unknown')
    const other = { name: 'Finn', role: 'night-shift', pin: '2468' }
    expect(code(await hire(backend, place(), other))).toBe('role-unknown')
  })
})

describe('the roles of a store', () => {
  it('are its own too, and one that somebody holds does not go', async () => {
    const { backend, shop } = stage
    const ownRoles = [{ id: 'night-shift', name: 'Night shift', like: 'cashier' as const }]
    const roles = { 'night-shift': { discount: { kind: 'denied' as const } } }
    expect(code(await setStaffRules(backend, place(), { ownRoles, roles }))).toBe('ok')
    expect(await pulled(shop.store)).toMatchObject({ name: 'Corner shop', ownRoles, roles })
    const { id } = await hired('Gül', 'night-shift')
    expect(code(await setStaffRules(backend, place(), { ownRoles: [] }))).toBe('role-held')
    await changePerson(backend, shop.tenant, { person: id, disabled: true })
    expect(code(await setStaffRules(backend, place(), { ownRoles: [] }))).toBe('ok')
    expect(await pulled(shop.store)).toMatchObject({ ownRoles: [], roles })
  })
})

describe('a limit of what a role may do alone', () => {
  const limited = (name: string, within: object) =>
    setStaffRules(stage.backend, place(), {
      roles: { cashier: { [name]: { kind: 'approval', within } } },
    })

  it('is set where its permission is measured so', async () => {
    expect(code(await limited('return', { amount: 5000 }))).toBe('ok')
    expect(code(await limited('of-a-later-version', { count: 3 }))).toBe('ok')
  })

  it('is refused where nothing could be within it, and nothing is changed', async () => {
    await limited('return', { amount: 5000 })
    for (const [permission, measure] of [
      ['return', 'percent'],
      ['judge-age', 'amount'],
      ['sell', 'count'],
    ] as const) {
      expect(await limited(permission, { [measure]: 5 })).toMatchObject({
        failure: {
          code: 'settings-conflict',
          details: { reason: 'limit-unmeasured', role: 'cashier', permission, measure },
        },
      })
    }
    expect(await pulled(stage.shop.store)).toMatchObject({
      roles: { cashier: { return: { kind: 'approval', within: { amount: 5000 } } } },
    })
  })
})
