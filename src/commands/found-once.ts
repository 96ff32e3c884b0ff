/** A backend's first shop, once, whatever dies in between. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { ownerOf } from '../backend/access/principal.ts'
import type { Backend } from '../backend/backend.ts'
import { foundShop, type Founding } from '../backend/setup/found-shop.ts'
import { firstShop, shopOf, type Shop } from '../backend/setup/shop.ts'
import { openPrivateFolder } from '../system/durable-file.ts'
import { keptToken } from './kept-token.ts'

/** The owner's token is in the file from then on. Undefined where another owner's shop is there. */
export async function foundOnce(
  backend: Backend,
  founding: Founding,
  token: string,
): Promise<{ readonly isNew: boolean; readonly shop: Shop } | undefined> {
  const there = await firstShop(backend.database)
  if (there && !existsSync(token)) return undefined
  openPrivateFolder(dirname(token))
  // Durable before the shop is: whoever asks again finds by it what was founded meanwhile.
  const ownerToken = keptToken(token, backend.random)
  const owner = await ownerOf(backend.database, ownerToken)
  if (there && owner?.tenant !== there.tenant) return undefined
  const { tenant } = owner ?? (await foundShop(backend, { ...founding, ownerToken }))
  const shop = await shopOf(backend.database, tenant, null)
  if (!shop) throw new Error('a shop has a store from its beginning')
  return { isNew: !owner, shop }
}
