import { describe, expect, it } from 'vitest'
import { systemClock } from '../../src/system/clock.ts'
import { connect, rigOf, settingsFor, startRig, until } from './printer-rig.ts'
import { startPrinterSimulator } from '../../drivers/printer/simulator/start.ts'

const MODELS = ['epson-tm-t88vi', 'generic']

describe.each(MODELS)('a job for a printer of model %s', (model) => {
  it('is printed, cut, and proved by the printer itself', async () => {
    await using rig = await startRig({ model })
    const job = rig.print()
    expect(await job.outcome).toEqual({ state: 'printed' })
    expect(job.sent()).toBe(true)
    expect(rig.simulator.receipts()).toHaveLength(1)
    expect(rig.simulator.receipts()[0]?.text).toContain('10,29 €')
    expect(rig.simulator.uncutText()).toBe('')
    expect(rig.simulator.failures()).toEqual([])
  })

  it.each([
    ['cover-open', { coverOpen: true }],
    ['paper-out', { paperOut: true }],
    ['offline', { offline: true }],
  ] as const)('is held with nothing sent while the printer is %s', async (condition, fault) => {
    await using rig = await startRig({ model })
    await rig.greeted()
    const before = rig.simulator.bytesReceived()
    rig.simulator.set(fault)
    const job = rig.print()
    expect(await job.outcome).toEqual({ state: 'held', condition })
    expect(job.sent()).toBe(false)
    expect(rig.simulator.bytesReceived()).toBe(before)
  })

  it('waits where paper runs out in the middle, and is printed once there is more', async () => {
    await using rig = await startRig({ model })
    await rig.became('ready')
    rig.simulator.set({ linesLeft: 8 })
    const job = rig.print()
    await rig.became('paper-out')
    expect(rig.simulator.receipts()).toHaveLength(0)
    expect(job.sent()).toBe(true)
    rig.simulator.set({ paperOut: false })
    expect(await job.outcome).toEqual({ state: 'printed' })
    expect(rig.simulator.receipts()).toHaveLength(1)
    await rig.became('ready')
  })

  it('is unknown where nobody brings paper, and still comes out when somebody does', async () => {
    await using rig = await startRig({ model }, { troubleMs: 50 })
    await rig.became('ready')
    const told: string[] = []
    rig.printer.onCondition((condition) => told.push(condition))
    rig.simulator.set({ linesLeft: 8 })
    expect(await rig.print().outcome).toEqual({ state: 'unknown', condition: 'paper-out' })
    rig.simulator.set({ paperOut: false })
    await rig.became('ready')
    expect(await rig.print().outcome).toEqual({ state: 'printed' })
    expect(told).toEqual(['paper-out', 'ready'])
    // Two whole receipts: nothing was sent twice, and no torn piece had to be cut off.
    expect(rig.simulator.receipts()).toHaveLength(2)
    for (const { text } of rig.simulator.receipts()) expect(text).toMatch(/^\s+Süßes[^]*000123/)
    expect(rig.simulator.failures()).toEqual([])
  })

  it('is not proved by the late word on the one before it', async () => {
    await using rig = await startRig({ model }, { troubleMs: 50 })
    await rig.became('ready')
    rig.simulator.set({ linesLeft: 8 })
    expect((await rig.print('first-0001').outcome).state).toBe('unknown')
    rig.simulator.set({ bytesPerSecond: 4000, paperOut: false })
    await rig.became('ready')
    expect(await rig.print('second-0002').outcome).toEqual({ state: 'printed' })
    expect(rig.simulator.receipts()).toHaveLength(2)
  })

  it('is unknown when the cable is cut in the middle, and never sent again by itself', async () => {
    await using rig = await startRig({ model })
    await rig.became('ready')
    rig.simulator.cutCableAfter(700)
    expect(await rig.print().outcome).toEqual({ state: 'unknown', condition: 'unreachable' })
    await rig.simulator.restoreCable()
    await rig.became('ready')
    // The next job comes through, and all that lies before it on paper is the torn piece.
    expect(await rig.printer.openDrawer()).toEqual({ state: 'printed' })
    const [piece, ...more] = rig.simulator.receipts()
    expect(piece?.text).toContain('Süßes Eck')
    expect(piece?.text).not.toContain('Rückgeld')
    expect(more).toEqual([])
    expect(rig.simulator.uncutText()).toBe('')
  })

  it('after a torn one comes out whole and on paper of its own', async () => {
    await using rig = await startRig({ model })
    await rig.print().outcome
    const before = rig.simulator.bytesReceived()
    await rig.print().outcome
    const length = rig.simulator.bytesReceived() - before
    // The last hundred bytes hold the barcode, the cut and the question for the proof.
    for (const bytes of [1, 12, length - 110, length - 95, length - 60, length - 4]) {
      rig.simulator.cutCableAfter(bytes)
      expect((await rig.print().outcome).state).toBe('unknown')
      await rig.simulator.restoreCable()
      await rig.became('ready')
      expect(await rig.print().outcome).toEqual({ state: 'printed' })
      expect(rig.simulator.receipts().at(-1)?.text).toMatch(/^\s+Süßes Eck[^]*000123/)
    }
    // A prefix that was torn off meets the first of the zeros that are sent to meet it.
    expect(rig.simulator.failures().every((failure) => failure.endsWith(' 00'))).toBe(true)
  })

  it('is unknown within the bound when the printer falls silent', async () => {
    await using rig = await startRig({ model }, { proofMs: 150, answerMs: 2000 })
    await rig.became('ready')
    rig.simulator.set({ answers: 'real-time' })
    expect((await rig.print().outcome).state).toBe('unknown')
    expect(rig.simulator.receipts()).toHaveLength(1)
  })

  it('is printed also by a slow printer', async () => {
    await using rig = await startRig({ model })
    rig.simulator.set({ bytesPerSecond: 4000 })
    expect(await rig.print().outcome).toEqual({ state: 'printed' })
  })

  it('is one at a time, in the order of asking', async () => {
    await using rig = await startRig({ model })
    const jobs = Array.from({ length: 5 }, (_, count) => rig.print(`job-${String(1000 + count)}`))
    const outcomes = await Promise.all(jobs.map((job) => job.outcome))
    expect(new Set(outcomes.map((outcome) => outcome.state))).toEqual(new Set(['printed']))
    expect(rig.simulator.receipts()).toHaveLength(5)
    expect(rig.simulator.failures()).toEqual([])
  })
})

describe('the printer', () => {
  it('that says nothing at all holds each job: nothing was sent', async () => {
    await using rig = await startRig({}, { answerMs: 500 })
    await rig.greeted()
    const before = rig.simulator.bytesReceived()
    rig.simulator.set({ answers: 'none' })
    expect(await rig.print().outcome).toEqual({ state: 'held', condition: 'unreachable' })
    expect(rig.simulator.bytesReceived()).toBe(before)
  })

  it('that never answers by its nature is sent to, never believed to have printed', async () => {
    await using rig = await startRig({ answers: false })
    rig.simulator.set({ answers: 'none' })
    await rig.became('unknown')
    expect(await rig.print().outcome).toEqual({ state: 'sent' })
    await until(() => rig.simulator.receipts().length === 1)
    expect(await rig.printer.openDrawer()).toEqual({ state: 'sent' })
    await until(() => rig.simulator.drawer().pulses === 1)
  })

  it('may be off at the start and come later', async () => {
    const simulator = await startPrinterSimulator({ clock: systemClock({ holdsProcess: true }) })
    const address = { transport: 'tcp', host: '127.0.0.1', port: simulator.port } as const
    await simulator.powerOff()
    await using rig = rigOf(simulator, connect(settingsFor(address)))
    expect(await rig.print().outcome).toEqual({ state: 'held', condition: 'unreachable' })
    await simulator.powerOn()
    await rig.became('ready')
    expect(await rig.print().outcome).toEqual({ state: 'printed' })
  })

  it('tells each change of its condition while idle, unasked', async () => {
    await using rig = await startRig({}, { idleMs: 60_000 })
    const told: string[] = []
    const stop = rig.printer.onCondition((condition) => told.push(condition))
    await rig.became('ready')
    rig.simulator.set({ nearEnd: true })
    await rig.became('paper-low')
    rig.simulator.set({ coverOpen: true })
    await rig.became('cover-open')
    rig.simulator.set({ coverOpen: false, nearEnd: false })
    await rig.became('ready')
    stop()
    rig.simulator.set({ coverOpen: true })
    await rig.became('cover-open')
    expect(told).toEqual(['ready', 'paper-low', 'cover-open', 'ready'])
  })

  it('that is cut off while idle is noticed and found again', async () => {
    await using rig = await startRig()
    await rig.became('ready')
    await rig.simulator.cutCable()
    await rig.became('unreachable')
    await rig.simulator.restoreCable()
    await rig.became('ready')
  })

  it('whose line hangs without a word is noticed while idle', async () => {
    await using rig = await startRig({}, { answerMs: 100, idleMs: 20 })
    await rig.became('ready')
    rig.simulator.set({ answers: 'none' })
    await rig.became('unreachable')
    rig.simulator.set({ answers: 'all' })
    await rig.became('ready')
  })

  it('that loses its power in the middle leaves the job unknown', async () => {
    await using rig = await startRig()
    await rig.became('ready')
    // Where the paper ends the printer stands still, for as long as the test needs.
    rig.simulator.set({ linesLeft: 8 })
    const job = rig.print()
    await rig.became('paper-out')
    await rig.simulator.powerOff()
    expect(await job.outcome).toEqual({ state: 'unknown', condition: 'unreachable' })
    rig.simulator.set({ paperOut: false })
    await rig.simulator.powerOn()
    await rig.became('ready')
    expect(await rig.print().outcome).toEqual({ state: 'printed' })
  })

  it('that babbles ten megabytes costs no memory and still prints', async () => {
    await using rig = await startRig({}, { answerMs: 20_000 })
    await rig.became('ready')
    const before = process.memoryUsage().arrayBuffers
    const noise = new Uint8Array(1024 * 1024).fill(0x80)
    for (let megabyte = 0; megabyte < 10; megabyte += 1) rig.simulator.babble(noise)
    expect(await rig.print().outcome).toEqual({ state: 'printed' })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
  })

  it('whose proof has no number is not believed amid noise', async () => {
    await using rig = await startRig({ model: 'generic' }, { proofMs: 200 })
    await rig.became('ready')
    rig.simulator.set({ linesLeft: 8 })
    const job = rig.print()
    await rig.became('paper-out')
    rig.simulator.babble(Uint8Array.of(0xff, 0x00))
    rig.simulator.set({ paperOut: false })
    expect((await job.outcome).state).toBe('unknown')
  })

  it('holds what comes beyond its waiting room, and what waits when it is closed', async () => {
    await using rig = await startRig()
    await rig.became('ready')
    rig.simulator.set({ linesLeft: 3 })
    const jobs = Array.from({ length: 22 }, () => rig.print())
    expect((await jobs[20]?.outcome)?.state).toBe('held')
    await rig.became('paper-out')
    await rig.printer.close()
    expect((await jobs[0]?.outcome)?.state).toBe('unknown')
    expect((await jobs[1]?.outcome)?.state).toBe('held')
  })
})
