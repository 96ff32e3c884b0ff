import { describe, expect, it } from 'vitest'
import type { ReceiptDocument } from '../../src/domain/receipt/document.ts'
import { HELD_REST_MS } from '../../src/store/print-jobs.ts'
import { id, manualClock, openTestStore, START } from './terminal.ts'

const receipt: ReceiptDocument = { language: 'en', direction: 'ltr', elements: [] }

describe('jobs for the drawer', () => {
  it('have a queue of their own, and leave it for good when they are held', () => {
    const clock = manualClock()
    const { printJobs } = openTestStore({ clock })
    const job = { sale: null, createdAt: START }
    printJobs.add({ ...job, id: id(1), kind: 'receipt', document: receipt })
    printJobs.add({ ...job, id: id(2), kind: 'drawer', document: null })
    printJobs.add({ ...job, id: id(3), kind: 'drawer', document: null })
    expect(printJobs.nextDrawer()?.id).toBe(id(2))
    printJobs.setState(id(2), 'held', 'paper-out', START)
    expect(printJobs.nextDrawer()?.id).toBe(id(3))
    printJobs.setState(id(3), 'sent', null, START)
    printJobs.setState(id(1), 'printed', null, START)
    clock.set(START + HELD_REST_MS)
    expect(printJobs.nextDrawer()).toBeUndefined()
    expect(printJobs.next()).toBeUndefined()
    expect(printJobs.open().map((each) => each.id)).toEqual([id(2)])
  })
})
