/**
 * Goods of the demo shop that a scan finds without a doubt: one barcode, one product, enough of it.
 */
import { QUANTITY_SCALE } from '../domain/quantity.ts'
import type { BackendClient } from './backend-client.ts'

export interface Goods {
  readonly code: string
  readonly name: string
}

/**
 * The first `count` in the order of the online store with at least `least` pieces; fewer if there
 * are no more.
 */
export async function goodsOnShelf(
  { shop }: BackendClient,
  { count, least }: { readonly count: number; readonly least: number },
): Promise<Goods[]> {
  const goods: Goods[] = []
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const listed = await shop.offers({ page })
    pages = listed.pages
    for (const { available, barcodes, name } of listed.offers) {
      const [code] = barcodes
      if (code === undefined || available < least * QUANTITY_SCALE) continue
      const sharing = await shop.offers({ barcode: code })
      if (sharing.total === 1) goods.push({ code, name })
      if (goods.length === count) return goods
    }
  }
  return goods
}

/** What the online store says that it has of the goods with this barcode, in pieces. */
export async function piecesOnline({ shop }: BackendClient, barcode: string): Promise<number> {
  const { offers } = await shop.offers({ barcode })
  return (offers[0]?.available ?? 0) / QUANTITY_SCALE
}
