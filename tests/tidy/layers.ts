/** The layer law: who may import whom, and which package may enter where. */
import { type Finding, type Rule } from './tree.ts'
import { type Source, resolveRequest, sources } from './source.ts'

interface Layer {
  readonly folder: string
  /** Folders or files, from the root, that this layer may import beside itself. */
  readonly may: readonly string[]
  /** A pure layer runs anywhere, so it imports nothing of Node's. */
  readonly pure?: true
}

const SEAMS = ['src/domain/', 'src/contract/', 'src/ports/'] as const
const COMPOSED = ['src/', 'drivers/'] as const

/** The first entry that fits decides. */
const LAYERS: readonly Layer[] = [
  { folder: 'src/domain/', may: [], pure: true },
  { folder: 'src/contract/', may: ['src/domain/'], pure: true },
  { folder: 'src/ports/', may: ['src/domain/'], pure: true },
  { folder: 'src/application/', may: SEAMS, pure: true },
  { folder: 'src/store/', may: SEAMS },
  { folder: 'src/sync/', may: [...SEAMS, 'src/store/'] },
  { folder: 'src/system/', may: ['src/ports/', 'package.json'] },
  { folder: 'src/backend/', may: SEAMS },
  { folder: 'src/hosts/', may: ['src/contract/'] },
  { folder: 'src/', may: COMPOSED },
  { folder: 'drivers/', may: SEAMS },
  { folder: 'renderer/', may: ['src/domain/', 'src/contract/'], pure: true },
  {
    folder: 'electron/core-process.ts',
    may: ['src/contract/', 'src/terminal.ts', 'src/system/', 'electron/'],
  },
  { folder: 'electron/', may: ['src/contract/'] },
  { folder: 'build/', may: [] },
  { folder: 'tests/', may: ['src/', 'drivers/', 'renderer/', 'electron/', 'build/'] },
]

/** Configuration of tools. */
const AT_THE_ROOT: Layer = { folder: '', may: ['build/'] }

/** A package with an owner is imported by its owner alone; tests may look at anything. */
const OWNERS: readonly { readonly packages: RegExp; readonly owners: readonly string[] }[] = [
  { packages: /^electron($|\/)/, owners: ['electron/'] },
  { packages: /^better-sqlite3$/, owners: ['src/store/', 'src/backend/database/folder-lock.ts'] },
  { packages: /^(serialport|@serialport\/.*|node-hid)$/, owners: ['drivers/'] },
  { packages: /^@point-of-sale\//, owners: ['drivers/'] },
  { packages: /^(rxdb|rxjs)($|\/)/, owners: ['src/store/', 'src/sync/'] },
  { packages: /^(pg|@electric-sql\/pglite)($|\/)/, owners: ['src/backend/'] },
  { packages: /^kysely($|\/)/, owners: ['src/backend/'] },
  { packages: /^pino$/, owners: ['src/system/'] },
  { packages: /^(react|react-.*|lucide-react|@fontsource.*)($|\/)/, owners: ['renderer/'] },
]

export const layerLaw: Rule = {
  promise: 'imports follow the layer law',
  check: (tree) => sources(tree).flatMap((source) => [...checkFolders(source)]),
}

export const packageOwners: Rule = {
  promise: 'a package with an owner is imported by its owner alone',
  check: (tree) => sources(tree).flatMap((source) => [...checkPackages(source)]),
}

function* checkFolders({ file, requests }: Source): Generator<Finding> {
  const layer = LAYERS.find(({ folder }) => file.startsWith(folder))
  for (const { wanted, line } of requests) {
    const target = resolveRequest(file, wanted)
    if (target === undefined) continue
    const { folder, may } = layer ?? AT_THE_ROOT
    const allowed = folder === '' ? may : [folder, ...may]
    if (allowed.some((each) => target.startsWith(each))) continue
    const own = folder === '' ? 'a file at the root' : folder
    yield { file, line, says: `imports ${target}; ${own} may import ${allowed.join(', ')}` }
  }
}

function* checkPackages({ file, requests }: Source): Generator<Finding> {
  if (file.startsWith('tests/')) return
  const pure = LAYERS.find(({ folder }) => file.startsWith(folder))?.pure === true
  for (const { wanted, line } of requests) {
    if (pure && wanted.startsWith('node:')) {
      yield { file, line, says: `imports ${wanted}; here a port in src/ports does that` }
    }
    const owned = OWNERS.find(({ packages }) => packages.test(wanted))
    if (owned === undefined || owned.owners.some((owner) => file.startsWith(owner))) continue
    yield { file, line, says: `imports ${wanted}; only ${owned.owners.join(', ')} may` }
  }
}
