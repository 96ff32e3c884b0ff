/**
 * `npm run tax-packs`: taxes as signed data. Its owner's half says whose packs a shop takes,
 * applies one and takes it back; its publisher's half, which asks no backend, makes a key and
 * signs. Ends as the owner's other commands do.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  newTaxPublisherSchema,
  signedTaxPackSchema,
  taxPackSchema,
} from '../contract/backend/tax-packs.ts'
import { PACK_DOMAIN, packText } from '../domain/pricing/tax-pack.ts'
import { readJsonFile } from './json-file.ts'
import { answerOf, backendUrl, DEMO_BACKEND, Ending, understood } from './owner.ts'
import { NOT_UNDERSTOOD, ownerClient, runCommand } from './owner.ts'

const USAGE = `npm run tax-packs -- [options]

  (nothing)             whose packs are trusted, and those that were applied, as JSON
  --trust <file.json>   trusts a publisher: {"name":"…","publicKey":"…"}, as --make-key shows it
  --distrust <id>       no longer; what was applied stays
  --apply <file.json>   does all that a signed pack says, or nothing
  --withdraw <name>     gives the classes of its last version the rates of before
  --backend <url>       otherwise HOLDFAST_BACKEND, otherwise ${DEMO_BACKEND}

  --make-key <file>     for who publishes: a new secret key, into a file that only they can read
  --sign <pack.json> --key <file>
                        the signed pack, as JSON
  --json                a last line for programs: {"ok":…,"figures":{…}}`

const ACTS = ['trust', 'distrust', 'apply', 'withdraw', 'make-key', 'sign'] as const

await runCommand(async () => {
  const answer = await run(readArguments())
  console.log(JSON.stringify(answer, null, 2))
  return answer
})

async function run(said: ReturnType<typeof readArguments>): Promise<object> {
  if (said['make-key'] !== undefined) return makeKey(said['make-key'])
  if (said.sign !== undefined) return signedPack(said.sign, said.key ?? '')
  const { taxPacks } = ownerClient(said.backend)
  return answerOf(said.backend, ask(taxPacks, said))
}

function ask(
  taxPacks: ReturnType<typeof ownerClient>['taxPacks'],
  { trust, distrust, apply, withdraw }: ReturnType<typeof readArguments>,
): Promise<object> {
  if (trust !== undefined) return taxPacks.trust(readJsonFile(trust, newTaxPublisherSchema))
  if (distrust !== undefined) return taxPacks.distrust({ id: distrust })
  if (apply !== undefined) return taxPacks.apply(readJsonFile(apply, signedTaxPackSchema))
  return withdraw === undefined ? taxPacks.list() : taxPacks.withdraw({ name: withdraw })
}

function makeKey(file: string): object {
  const { privateKey } = generateKeyPairSync('ed25519')
  const secret = privateKey.export({ format: 'pem', type: 'pkcs8' })
  // A key that is there is nobody's to write over: what it signed could be signed no more.
  writeFileSync(file, secret, { mode: 0o600, flag: 'wx' })
  return { publicKey: publicKeyOf(privateKey) }
}

function signedPack(file: string, keyFile: string): object {
  const pack = readJsonFile(file, taxPackSchema)
  const key = createPrivateKey(readFileSync(keyFile))
  const digest = createHash('sha256').update(packText(pack)).digest()
  const signature = sign(null, Buffer.concat([Buffer.from(PACK_DOMAIN), digest]), key)
  return { pack, publicKey: publicKeyOf(key), signature: signature.toString('base64') }
}

function publicKeyOf(key: ReturnType<typeof createPrivateKey>): string {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')
}

function readArguments() {
  return understood(USAGE, () => {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      options: {
        ...{ trust: text, distrust: text, apply: text, withdraw: text },
        ...{ 'make-key': text, sign: text, key: text },
        backend: { type: 'string', default: backendUrl() },
        json: { type: 'boolean', default: false },
      },
    })
    const acts = ACTS.filter((act) => values[act] !== undefined)
    if (acts.length > 1 || (values.sign === undefined) !== (values.key === undefined)) {
      throw new Ending(USAGE, NOT_UNDERSTOOD)
    }
    return values
  })
}
