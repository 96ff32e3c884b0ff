import { describe, expect, it } from 'vitest'
import { startRig, until } from './printer-rig.ts'

describe('the drawer', () => {
  it('opens by one pulse for one asking', async () => {
    await using rig = await startRig()
    expect(await rig.printer.openDrawer()).toEqual({ state: 'printed' })
    expect(rig.simulator.drawer()).toEqual({ open: true, pulses: 1 })
    expect(rig.simulator.receipts()).toEqual([])
  })

  it('opens also without paper, where the printer has a pulse for that', async () => {
    await using rig = await startRig()
    await rig.became('ready')
    rig.simulator.set({ paperOut: true })
    expect(await rig.printer.openDrawer()).toEqual({ state: 'sent' })
    await until(() => rig.simulator.drawer().pulses === 1)
    rig.simulator.set({ paperOut: false })
    expect(await rig.print().outcome).toEqual({ state: 'printed' })
    expect(rig.simulator.drawer().pulses).toBe(1)
  })

  it('opens also while a receipt waits for paper, past it and at once', async () => {
    await using rig = await startRig()
    await rig.became('ready')
    rig.simulator.set({ linesLeft: 1 })
    const job = rig.print()
    await rig.became('paper-out')
    expect(await rig.printer.openDrawer()).toEqual({ state: 'sent' })
    await until(() => rig.simulator.drawer().pulses === 1)
    expect(rig.simulator.receipts()).toEqual([])
    rig.simulator.set({ paperOut: false })
    expect(await job.outcome).toEqual({ state: 'printed' })
    expect(rig.simulator.drawer().pulses).toBe(1)
    expect(rig.simulator.failures()).toEqual([])
  })

  it('opens as soon as the receipt in hand has ended, where no pulse goes past it', async () => {
    await using rig = await startRig({ model: 'generic' })
    await rig.became('ready')
    rig.simulator.set({ linesLeft: 8 })
    const job = rig.print()
    await rig.became('paper-out')
    const drawer = rig.printer.openDrawer()
    rig.simulator.set({ paperOut: false })
    expect(await Promise.all([job.outcome, drawer])).toEqual([
      { state: 'printed' },
      { state: 'printed' },
    ])
    expect(rig.simulator.drawer().pulses).toBe(1)
  })

  it('is held with the receipt that nobody brings paper for, and does not open later', async () => {
    await using rig = await startRig({ model: 'generic' }, { troubleMs: 50 })
    await rig.became('ready')
    rig.simulator.set({ linesLeft: 8 })
    const job = rig.print()
    expect(await rig.printer.openDrawer()).toEqual({ state: 'held', condition: 'paper-out' })
    expect((await job.outcome).state).toBe('unknown')
    rig.simulator.set({ paperOut: false })
    await rig.became('ready')
    expect(await rig.print().outcome).toEqual({ state: 'printed' })
    expect(rig.simulator.drawer().pulses).toBe(0)
  })

  it('is held where its turn comes too late for anybody to watch it', async () => {
    await using rig = await startRig({ model: 'generic' }, { drawerMs: 0 })
    await rig.became('ready')
    void rig.print()
    expect((await rig.printer.openDrawer()).state).toBe('held')
    expect(rig.simulator.receipts()).toHaveLength(1)
    expect(rig.simulator.drawer().pulses).toBe(0)
  })

  it('is never left to open later: without such a pulse the job is held', async () => {
    await using rig = await startRig({ model: 'generic' })
    await rig.became('ready')
    rig.simulator.set({ coverOpen: true })
    expect(await rig.printer.openDrawer()).toEqual({ state: 'held', condition: 'cover-open' })
    rig.simulator.set({ coverOpen: false })
    await rig.became('ready')
    expect(await rig.print().outcome).toEqual({ state: 'printed' })
    expect(rig.simulator.drawer().pulses).toBe(0)
  })

  it('is not kicked again when nobody knows whether it was', async () => {
    await using rig = await startRig({}, { proofMs: 1000 })
    await rig.became('ready')
    rig.simulator.set({ answers: 'real-time' })
    expect((await rig.printer.openDrawer()).state).toBe('unknown')
    rig.simulator.set({ answers: 'all' })
    await rig.became('ready')
    expect(await rig.print().outcome).toEqual({ state: 'printed' })
    expect(rig.simulator.drawer().pulses).toBe(1)
  })
})
