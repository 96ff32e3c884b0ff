/**
 * `npm run import -- <file>`: reads a catalogue file into the backend.
 * Ends with 0 when it was read, 1 when it was refused, 2 when the command was not understood, and
 * 3 when the backend was not there.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readTable } from '../backend/importing/csv-table.ts'
import { FILE_LIMIT, formatOf } from '../backend/importing/formats.ts'
import { isGoods } from '../backend/importing/goods.ts'
import {
  importFormatSchema,
  type ImportFormat,
  type ImportReport,
} from '../contract/backend/administration.ts'
import type { BackendClient } from './backend-client.ts'
import { reportLines } from './import-report.ts'
import { answerOf, backendUrl, DEMO_BACKEND, Ending, understood } from './owner.ts'
import { NOT_UNDERSTOOD, ownerClient, REFUSED, runCommand } from './owner.ts'

const USAGE = `npm run import -- <file> [options]

  --preview          say what would happen, change nothing
  --format <name>    groceries, shopify, woocommerce or goods; otherwise found by the file
  --invent-prices    for files without prices: make up prices and stock (said to be made up)
  --seed <number>    makes up other ones (1)
  --store <id>       whose prices and stock they are; otherwise the oldest store's
  --all              name every remark, not the first few of each kind
  --json             a last line for programs: {"ok":…,"figures":{…}}
  --backend <url>    otherwise HOLDFAST_BACKEND, otherwise ${DEMO_BACKEND}

The owner's token comes from HOLDFAST_OWNER_TOKEN, or from the folder of the demo shop.`

await runCommand(async () => figuresOf(await run()))

async function run(): Promise<ImportReport> {
  const { values, positionals } = readArguments()
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new Ending(USAGE, NOT_UNDERSTOOD)
  const seed = Number(values.seed)
  if (!Number.isInteger(seed) || seed < 0) throw new Ending(USAGE, NOT_UNDERSTOOD)
  const content = readContent(file)
  const format = chooseFormat(values.format, content)
  const report = await send(values.backend, {
    ...{ format, content, preview: values.preview },
    ...(values.store !== undefined && { store: values.store }),
    invent: values['invent-prices'] ? { seed } : null,
  })
  for (const line of reportLines(report, { all: values.all })) console.log(line)
  return report
}

function readArguments() {
  return understood(USAGE, () =>
    parseArgs({
      allowPositionals: true,
      options: {
        preview: { type: 'boolean', default: false },
        format: { type: 'string' },
        'invent-prices': { type: 'boolean', default: false },
        store: { type: 'string' },
        seed: { type: 'string', default: '1' },
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        backend: { type: 'string', default: backendUrl() },
      },
    }),
  )
}

function readContent(file: string): string {
  if (!existsSync(file)) throw new Ending(`There is no file ${file}.`, REFUSED)
  if (statSync(file).size > FILE_LIMIT) {
    throw new Ending(`${file} is larger than ${FILE_LIMIT / 1024 / 1024} MB.`, REFUSED)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch {
    throw new Ending(`${file} is not UTF-8 text. Save it as "CSV UTF-8" and try again.`, REFUSED)
  }
}

function chooseFormat(wanted: string | undefined, content: string): ImportFormat {
  if (wanted !== undefined) {
    const format = importFormatSchema.safeParse(wanted)
    if (!format.success) throw new Ending(USAGE, NOT_UNDERSTOOD)
    return format.data
  }
  // Only the header is read here; a file whose rows are broken is the backend's to refuse.
  const table = readTable(content.split(/[\r\n]/, 1).join(''))
  if (isGoods(content)) return 'goods'
  const format = table.ok ? formatOf(table.value.header) : undefined
  if (format !== undefined) return format
  throw new Ending(
    'The first line is not the header of a file that Holdfast knows: groceries ' +
      "(gtin,name,brand,size,category), Shopify's or WooCommerce's product export.",
    REFUSED,
  )
}

async function send(
  url: string,
  input: Parameters<BackendClient['administration']['importFile']>[0],
): Promise<ImportReport> {
  return answerOf(url, ownerClient(url).administration.importFile(input))
}

function figuresOf({ remarks, ...figures }: ImportReport): Record<string, unknown> {
  return { ...figures, remarks: remarks.length }
}
