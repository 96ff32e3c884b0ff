import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/backend/feeds/names.ts'
import { pull } from '../../src/backend/feeds/pull.ts'
import type { Checkpoint, PullOutput } from '../../src/contract/backend/sync.ts'
import { item, publish, pullAll } from './feeds.ts'
import { clock, enrolTerminal, openStage, random } from './stage.ts'
import type { Stage, StagedTerminal } from './stage.ts'

const names = ({ documents }: Pick<PullOutput, 'documents'>) =>
  documents.map((each) => each['name'])

/** Answers how to put the catalogue's feed back to where it is now. */
async function copyOf({ backend: { database } }: Stage): Promise<() => Promise<void>> {
  const { n, mark } = await database
    .selectFrom('feed')
    .selectAll()
    .where('name', '=', CATALOGUE)
    .executeTakeFirstOrThrow()
  return async () => {
    for (const table of ['feed_document', 'feed_mark'] as const) {
      await database.deleteFrom(table).where('n', '>', n).execute()
    }
    await database.updateTable('feed').where('name', '=', CATALOGUE).set({ n, mark }).execute()
  }
}

describe('the generation of a feed', () => {
  let stage: Stage
  let terminal: StagedTerminal
  beforeAll(async () => {
    stage = await openStage()
    terminal = await enrolTerminal(stage)
    await publish(stage, item('one'), item('two'))
  })
  afterAll(() => stage.close())

  it('begins anew for a checkpoint of another feed or generation', async () => {
    const { documents, checkpoint } = await pullAll(stage, terminal, 'catalogue')
    for (const other of [
      { ...checkpoint, generation: random.id() },
      { ...checkpoint, feed: 'pricing' },
    ]) {
      const again = await pullAll(stage, terminal, 'catalogue', other)
      expect(again.documents).toHaveLength(documents.length)
      expect(again.checkpoint).toEqual(checkpoint)
    }
  })

  it('starts a new generation when a terminal is ahead, and all pull everything', async () => {
    const { documents, checkpoint } = await pullAll(stage, terminal, 'catalogue')
    const ahead = { ...checkpoint, n: checkpoint.n + 5 }
    const again = await pullAll(stage, terminal, 'catalogue', ahead)
    expect(again.documents).toHaveLength(documents.length)
    expect(again.checkpoint.generation).not.toBe(checkpoint.generation)
    // A terminal that was not ahead may still hold rows of the lost time.
    const other = await pullAll(stage, terminal, 'catalogue', checkpoint)
    expect(other.documents).toHaveLength(documents.length)
    expect(other.checkpoint).toEqual(again.checkpoint)
  })

  it('starts a new generation for numbers that a restored backend gave again', async () => {
    const own = await openStage()
    const asking = await enrolTerminal(own)
    await publish(own, item('kept'))
    const restore = await copyOf(own)
    await publish(own, item('lost'))
    const { checkpoint } = await pullAll(own, asking, 'catalogue')
    await restore()
    await publish(own, item('given its number'))
    await publish(own, item('later'))
    const heard: string[] = []
    own.backend.changes.subscribe(({ generation }) => heard.push(generation))
    const again = await pullAll(own, asking, 'catalogue', checkpoint)
    expect(names(again)).toEqual(['kept', 'given its number', 'later'])
    expect(again.checkpoint.generation).not.toBe(checkpoint.generation)
    expect(heard).toEqual([again.checkpoint.generation])
    await own.close()
  })

  it('begins anew for rows of a state that is gone, though their place is there', async () => {
    const own = await openStage()
    const asking = await enrolTerminal(own)
    await publish(own, item('kept'))
    const { checkpoint: after } = await pullAll(own, asking, 'catalogue')
    const restore = await copyOf(own)
    await publish(own, item('lost'))
    const request = { collection: 'catalogue', after, limit: 1 } as const
    const { end: seen, isAnew } = await pull(own.backend, asking, request)
    expect([seen.n, isAnew]).toEqual([after.n + 1, false])
    expect((await pull(own.backend, asking, { ...request, seen })).isAnew).toBe(false)
    await restore()
    const unknowing = await pull(own.backend, asking, request)
    expect([unknowing.checkpoint, unknowing.documents]).toEqual([after, []])
    const told = await pull(own.backend, asking, { ...request, seen })
    expect([names(told), told.isAnew]).toEqual([['kept'], true])
    expect(told.checkpoint.generation).not.toBe(after.generation)
    await own.close()
  })

  it('starts one generation an hour, and answers alone who claims too much', async () => {
    let elapsed = 0
    const backend = { ...stage.backend, clock: { ...clock, elapsed: () => elapsed } }
    const mine = { ...stage, backend }
    const own = await enrolTerminal(stage)
    const { documents, checkpoint } = await pullAll(mine, own, 'pricing')
    const claim = ({ n, ...rest }: Checkpoint) => ({ ...rest, n: n + 5 })
    const first = (await pullAll(mine, own, 'pricing', claim(checkpoint))).checkpoint
    expect(first.generation).not.toBe(checkpoint.generation)
    elapsed += 59 * 60_000
    const again = await pullAll(mine, own, 'pricing', claim(first))
    expect(again).toEqual({ documents, checkpoint: first })
    const honest = await pullAll(mine, own, 'pricing', first)
    expect(honest).toEqual({ documents: [], checkpoint: first })
    elapsed += 60_000
    const later = (await pullAll(mine, own, 'pricing', claim(first))).checkpoint
    expect(later.generation).not.toBe(first.generation)
  })
})
