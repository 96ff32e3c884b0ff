/** What the bar says when the server knows better, each sign for its real reason. */
import { createHash } from 'node:crypto'
import { createBackendClient } from '../../src/commands/backend-client.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { expect, GOODS, sellForCash, test, type Shop } from './shop.ts'

test('a till whose credential was taken back says so and sells on until it is enrolled', async ({
  counter,
  shop,
}) => {
  const { owner } = shop.floor
  const [till] = await owner.administration.terminals()
  const { terminal } = till!
  await owner.administration.revokeTerminal({ terminal })
  await sellForCash(counter, GOODS[0].code)
  const sign = counter.getByRole('button', { name: 'The server does not know this till' })
  await expect(sign).toBeVisible({ timeout: 40_000 })
  // It is no silence: the shop's line is up.
  await expect(counter.getByText(/^Offline/)).toBeHidden()
  await sign.click()
  await expect(counter.getByRole('heading', { name: 'This till', exact: true })).toBeVisible()
  await expect(counter.getByText(/Selling goes on .* they enrol the till again/)).toBeVisible()
  await counter.keyboard.press('Escape')

  await enrolAgain(shop, terminal)
  await expect(sign).toBeHidden({ timeout: 40_000 })
  await expect(counter.getByText('Online', { exact: true })).toBeVisible({ timeout: 40_000 })
})

test('what the server keeps aside is counted in the bar, with what to do about it', async ({
  counter,
  shop,
}) => {
  const credential = fileSecrets(shop.till.folder).credential()
  const asTill = createBackendClient({ url: shop.floor.backendUrl, token: credential! })
  await asTill.sync.push({ entries: [unreadableEntry()] })
  await sellForCash(counter, GOODS[0].code)
  const sign = counter.getByRole('button', { name: 'Kept aside at the server: 1' })
  await expect(sign).toBeVisible({ timeout: 40_000 })
  await sign.click()
  await expect(counter.getByText(/has these entries safe/)).toBeVisible()
})

/** A new credential for the key that it has, and the core started anew with it. */
async function enrolAgain({ floor, till }: Shop, terminal: string): Promise<void> {
  const { code } = await floor.owner.administration.replacementCode({ terminal })
  const secrets = fileSecrets(till.folder)
  const { keyId, publicKey } = secrets
  const stranger = createBackendClient({ url: floor.backendUrl })
  const { credential } = await stranger.sync.enrol({ code, keyId, publicKey })
  secrets.saveCredential(credential)
  const back = till.process.line('terminal ready ')
  till.process.kill()
  await back
}

/** An envelope that intake can read, around a body that it cannot. */
function unreadableEntry() {
  const canonical = '{"kind":"from-another-world"}'
  return {
    id: `0009-${crypto.randomUUID()}-0000000001`,
    epoch: { ordinal: 9, id: crypto.randomUUID() },
    seq: 1,
    canonical,
    hash: createHash('sha256').update(canonical).digest('hex'),
    keyId: '0'.repeat(16),
    signature: `${'A'.repeat(86)}==`,
    personal: null,
  }
}
