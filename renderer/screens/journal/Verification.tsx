/** The proof of all that this terminal holds: begun, followed, and told in words. */
import type { VerificationView, Verified } from '../../../src/contract/terminal/verification.ts'
import { beginVerifying, lookAtVerification, stopVerifying } from '../../acts/journal.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { Progress } from '../../design/Progress.tsx'
import { useSay, type Say } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'

const PROVEN = ['chain', 'signatures', 'figures', 'zs', 'closings', 'stock', 'file'] as const

export function Verification() {
  const say = useSay()
  const desk = useDesk()
  const turn = useTerminal(({ verified }) => verified)
  const trouble = useTerminal((state) => (state.approval ? null : state.trouble))
  const asked = useAsked(() => lookAtVerification(desk), String(turn))
  const view = asked.state === 'loading' ? asked.before : asked.state === 'ready' && asked.value
  return (
    <section className="reports-body journal-verification" aria-label={say('journal.verify.title')}>
      {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
      {asked.state === 'failed' && <Notice tone="danger" title={troubleText(say, asked.trouble)} />}
      {view && (
        <>
          <Begin view={view} />
          {view.last && <Last last={view.last} />}
        </>
      )}
    </section>
  )
}

function Begin({ view: { running, last } }: { readonly view: VerificationView }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  return (
    <section className="journal-proof">
      <h2>{say('journal.verify.title')}</h2>
      <p>{say('journal.verify.hint')}</p>
      {running ? (
        <>
          <Running {...running} />
          <div className="notice-acts">
            <Button onPress={() => void stopVerifying(desk)}>{say('journal.verify.stop')}</Button>
          </div>
        </>
      ) : (
        <div className="journal-verify-begin">
          <Button tone="strong" onPress={() => void beginVerifying(desk)}>
            {say('journal.verify.begin')}
          </Button>
          <p>
            {last
              ? say('journal.verify.last', { moment: format.moment(last.at) })
              : say('journal.verify.never')}
          </p>
        </div>
      )}
    </section>
  )
}

function Running({ entries, of }: NonNullable<VerificationView['running']>) {
  const say = useSay()
  const format = useFormat()
  const label = say('journal.verify.running')
  if (of === 0) return <Progress label={label} />
  const counted = { entries: format.count(entries), of: format.count(of) }
  return (
    <>
      <Progress label={label} share={entries / of} />
      <p role="status">
        {entries === of ? say('journal.verify.file') : say('journal.verify.entries', counted)}
      </p>
    </>
  )
}

function Last({ last }: { readonly last: Verified }) {
  const say = useSay()
  const format = useFormat()
  const { result } = last
  const counted = { entries: format.count(last.entries), sales: format.count(last.sales) }
  if (result.kind === 'right') {
    return (
      <section className="journal-proof">
        <h3>{say('journal.verify.right')}</h3>
        <ul>
          {PROVEN.map((part) => (
            <li key={part} data-right="true">
              <span aria-hidden="true">✓</span>
              {say(`journal.verify.proven.${part}`, counted)}
            </li>
          ))}
        </ul>
        <p>{say('journal.verify.end')}</p>
      </section>
    )
  }
  const isBroken = result.kind === 'broken'
  return (
    <Notice tone="danger" title={say(isBroken ? 'journal.verify.broken' : 'journal.verify.failed')}>
      {isBroken && <p>{placeOf(say, result)}</p>}
      {isBroken && <p>{say('journal.verify.before', counted)}</p>}
      <p>
        {say('journal.verify.why')}{' '}
        <bdi lang="en" dir="ltr">
          {result.reason}
        </bdi>
      </p>
      {isBroken && <p>{say('journal.verify.broken.hint')}</p>}
    </Notice>
  )
}

function placeOf(
  say: Say,
  { place, receipt }: Extract<Verified['result'], { readonly kind: 'broken' }>,
): string {
  if (!place) return say('journal.verify.broken.file')
  const number = `${String(place.epoch)}-${String(place.seq)}`
  return receipt === null
    ? say('journal.verify.broken.entry', { number })
    : say('journal.verify.broken.receipt', { number, receipt })
}
