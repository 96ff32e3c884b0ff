/** Goods in a feed, and what a terminal is told of them. */
import { write } from '../../src/backend/database/write.ts'
import { CATALOGUE } from '../../src/backend/feeds/names.ts'
import { pull, type PullRequest } from '../../src/backend/feeds/pull.ts'
import { changeOf } from '../../src/backend/feeds/stamp.ts'
import type { Checkpoint, PullOutput } from '../../src/contract/backend/sync.ts'
import type { InventoryItem } from '../../src/domain/catalogue/documents.ts'
import { random, type Stage, type StagedTerminal } from './stage.ts'

export function item(name: string, id = random.id()): InventoryItem {
  return { id, kind: 'item', sku: name, name, unit: 'piece' }
}

export function publish({ backend, shop }: Stage, ...items: InventoryItem[]): Promise<void> {
  return write(backend, shop.tenant, async () => ({
    value: undefined,
    changes: [changeOf(CATALOGUE, items)],
  }))
}

/** Pulls until nothing more comes. */
export async function pullAll(
  { backend }: Stage,
  terminal: StagedTerminal,
  collection: PullRequest['collection'],
  after?: Checkpoint,
  limit = 100,
): Promise<Pick<PullOutput, 'documents' | 'checkpoint'>> {
  const documents: PullOutput['documents'] = []
  let checkpoint = after
  for (;;) {
    const page = await pull(backend, terminal, { collection, after: checkpoint, limit })
    documents.push(...page.documents)
    if (page.documents.length < limit) return { documents, checkpoint: page.checkpoint }
    checkpoint = page.checkpoint
  }
}
