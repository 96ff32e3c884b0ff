/** A shop with goods that ask, and the shortest ways to ring them up. */
import { pieces } from '../../src/domain/quantity.ts'
import type { Answers } from '../../src/domain/selling/needs.ts'
import { sells, stockAskingGoods } from './asking-goods.ts'
import { entries, openTill, value, type Shop, type ShopOptions } from './shop.ts'
import { v7 } from 'uuid'

export async function openAskingShop(changes: Partial<ShopOptions> = {}): Promise<Shop> {
  const shop = await openTill(changes)
  stockAskingGoods(shop)
  sells(shop)
  return shop
}

export const ring = (
  { terminal }: Shop,
  text: string,
  answers?: Answers,
  count: number | null = null,
  heard?: { by: string; at: number },
) =>
  terminal.draft.scan({
    ...{ command: v7(), text, symbology: null },
    quantity: count === null ? null : pieces(count),
    ...(answers && { answers }),
    ...(heard && { heard }),
  })

export const cart = ({ terminal }: Shop) => value(terminal.draft.current())
export const outcome = async (answer: ReturnType<typeof ring>) => value(await answer).outcome

export async function needsOf(answer: ReturnType<typeof ring>): Promise<string[]> {
  const asked = value(await answer)
  return asked.outcome === 'ask' ? asked.needs.map(({ kind }) => kind) : [asked.outcome]
}

export const adult: Answers = { age: { how: 'date-of-birth', bornOn: '1990-05-05' } }
export const checks = (shop: Shop) =>
  entries(shop)
    .filter(({ kind }) => kind === 'age-checked')
    .map(({ body }) => body)
