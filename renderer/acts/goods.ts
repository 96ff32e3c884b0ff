/** Acts on goods: looking for them, making new ones, and changing those that are known. */
import type { GoodsView } from '../../src/contract/terminal/goods.ts'
import type { SellableView } from '../../src/contract/terminal/views.ts'
import type { Permission } from '../../src/domain/permission.ts'
import { isNumber } from '../state/entry.ts'
import type { TerminalClient } from '../connection/link.ts'
import { troubleOf } from '../connection/trouble.ts'
import { EMPTY_GOODS_DESK, type GoodsDesk } from '../state/goods-desk.ts'
import { command, guarded, shown, type Desk } from './desk.ts'

type Wanted<Name extends 'create' | 'change'> = Omit<
  Parameters<TerminalClient['goods'][Name]>[0],
  'command' | 'approval'
>

export function mayWorkOnGoods(permissions: readonly Permission[] | undefined): boolean {
  return permissions?.includes('change-goods') ?? false
}

/** In place of the sale, whose cart stays as it is; a payment under way is ended first. */
export function beginGoods(desk: Desk): void {
  const { status, step } = desk.store.state()
  if (!mayWorkOnGoods(status?.permissions)) {
    shown(desk, { ok: false, trouble: troubleOf('not-permitted') })
  } else if (step.name !== 'card') {
    change(desk, EMPTY_GOODS_DESK)
    desk.store.change({ kind: 'reading', what: 'goods' })
  }
}

function change(desk: Desk, goodsDesk: Partial<GoodsDesk>): void {
  desk.store.change({ kind: 'trouble', trouble: null })
  desk.store.change({ kind: 'goods-desk', goodsDesk })
}

/** Opens a form of its own: what was typed into the one before is gone. */
function open(desk: Desk, to: GoodsDesk['shown'], said: GoodsDesk['said'] = null): void {
  const { turn } = desk.store.state().goodsDesk
  change(desk, { shown: to, turn: turn + 1, said })
}

export function showWishes(desk: Desk): void {
  open(desk, { name: 'wishes' })
}

export function showDepartments(desk: Desk): void {
  open(desk, { name: 'departments' })
}

export function beginNewGoods(desk: Desk, code?: string): void {
  open(desk, { name: 'new', codes: code === undefined ? [] : [code] })
}

export async function showGoods(desk: Desk, variant: string): Promise<void> {
  const view = shown(desk, await desk.connection.ask((client) => client.goods.show({ variant })))
  if (view) open(desk, { name: 'known', view, codes: [] })
}

/** Of a whole family it is asked which one. */
export async function chooseGoods(desk: Desk, goods: SellableView): Promise<void> {
  if (!goods.family) return showGoods(desk, goods.variant)
  const { product } = goods.family
  const asked = await desk.connection.ask((client) => client.catalogue.family({ product }))
  const choices = shown(desk, asked)
  if (choices) change(desk, { said: { kind: 'choose', choices } })
}

/** A beep. New goods get the code; else the goods that carry it are shown. */
export async function heardAtTheGoods(desk: Desk, text: string): Promise<void> {
  const { approval, goodsDesk } = desk.store.state()
  if (approval !== null) return
  if (goodsDesk.shown.name === 'new') giveCode(desk, text)
  else await lookUp(desk, text)
}

/** A code that was scanned or typed. */
export async function lookUp(desk: Desk, text: string): Promise<void> {
  const asked = await desk.connection.ask((client) => client.catalogue.search({ text }))
  const found = shown(desk, asked)
  if (!found) return
  const [first, ...others] = found.filter(({ barcode, family }) => barcode !== null || family)
  desk.tones.play(first ? 'found' : 'unknown')
  if (!first) change(desk, { said: { kind: 'unknown', text } })
  else if (others.length > 0) change(desk, { said: { kind: 'choose', choices: found } })
  else await chooseGoods(desk, first)
}

/** Of the form that is open; given with all else when it is saved. */
export function giveCode(desk: Desk, text: string): void {
  const { shown: at } = desk.store.state().goodsDesk
  const code = text.trim()
  if (!('codes' in at) || at.codes.includes(code)) return
  desk.tones.play(isNumber(code) ? 'found' : 'unknown')
  change(desk, { shown: { ...at, codes: [...at.codes, code] }, said: null })
}

export function takeCode(desk: Desk, code: string): void {
  const { shown: at } = desk.store.state().goodsDesk
  if (!('codes' in at)) return
  change(desk, { shown: { ...at, codes: at.codes.filter((each) => each !== code) } })
}

export function createGoods(desk: Desk, wanted: Wanted<'create'>): Promise<void> {
  return save(desk, (client, own) => client.goods.create({ ...own, ...wanted }))
}

export function changeGoods(desk: Desk, wanted: Wanted<'change'>): Promise<void> {
  return save(desk, (client, own) => client.goods.change({ ...own, ...wanted }))
}

/** What is answered stands in the form from then on. */
function save(
  desk: Desk,
  act: (client: TerminalClient, own: { readonly command: string }) => Promise<GoodsView>,
): Promise<void> {
  return guarded(desk, async (desk) => {
    const view = shown(desk, await command(desk, act))
    if (!view) return
    desk.tones.play('found')
    open(desk, { name: 'known', view, codes: [] }, { kind: 'saved' })
  })
}
