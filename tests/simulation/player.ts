/**
 * The process that plays seeds: told of one after the other, it answers how each ended. Arguments:
 * the file that begins a terminal's thread, the folder of the terminal's migrations, and the file
 * of an empty backend.
 */
import { openSharedDatabase } from './backend.ts'
import { simulate } from './simulate.ts'
import { Threads } from './threads.ts'

const [, , till = '', migrations = '', template = ''] = process.argv
const threads = new Threads(till)
const shared = await openSharedDatabase(template)

process.on('message', (seed: number) => {
  // What it throws nobody catches: the process says it and ends, and whoever forked it hears.
  void simulate({ shared, threads, migrations }, seed).then((played) => process.send?.(played))
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
