/** Every component of the design system, with what it is for. Documentation, so in English only. */
import { Group } from 'react-aria-components/Group'
import { useState } from 'react'
import { Button } from '../design/Button.tsx'
import { Empty } from '../design/Empty.tsx'
import { Field } from '../design/Field.tsx'
import { Figure } from '../design/Figure.tsx'
import { Key } from '../design/Key.tsx'
import { Keypad } from '../design/Keypad.tsx'
import { Notice } from '../design/Notice.tsx'
import { Progress } from '../design/Progress.tsx'
import { Sign } from '../design/Sign.tsx'
import { Tile } from '../design/Tile.tsx'
import { CartLine } from '../screens/cart/CartLine.tsx'
import '../screens/cart/cart.css'
import '../screens/panels/panel.css'
import { usePreferences } from '../terminal-context.tsx'
import { Foundations } from './Foundations.tsx'
import { SAMPLE_LINES } from './samples.ts'
import { Specimen } from './Specimen.tsx'
import './catalogue.css'

const THEMES = ['auto', 'light', 'dark', 'contrast'] as const
const nothing = () => {}

export function Catalogue() {
  const [preferences, choose] = usePreferences()
  return (
    <main className="catalogue">
      <header>
        <h1>Components</h1>
        <Group className="options" aria-label="Colours">
          {THEMES.map((theme) => (
            <Button
              key={theme}
              isOn={preferences.theme === theme}
              onPress={() => choose({ theme })}
            >
              {theme}
            </Button>
          ))}
        </Group>
      </header>
      <div className="specimens">
        <Foundations />
        <Buttons />
        <Figures />
        <Words />
        <Goods />
        <Typing />
      </div>
    </main>
  )
}

function Buttons() {
  return (
    <Specimen name="Button" about="At least 48 px. The key that does the same stands on it.">
      <div className="specimen-row">
        <Button onPress={nothing} printedKey="F4">
          Plain
        </Button>
        <Button onPress={nothing} tone="strong" printedKey="Enter">
          Strong
        </Button>
        <Button onPress={nothing} tone="pay" printedKey="F8">
          Pay
        </Button>
        <Button onPress={nothing} tone="danger">
          Danger
        </Button>
        <Button onPress={nothing} tone="quiet" printedKey="Esc">
          Quiet
        </Button>
        <Button onPress={nothing} isDisabled>
          Disabled
        </Button>
        <Button onPress={nothing} tone="pay" size="large" printedKey="F8">
          Large
        </Button>
      </div>
      <div className="specimen-row">
        <Key>F1</Key>
        <Key>Ctrl Z</Key>
        <Key>Enter</Key>
      </div>
    </Specimen>
  )
}

function Figures() {
  return (
    <Specimen name="Figure" about="Money. The currency steps back; long amounts grow smaller.">
      <Figure amount={2223} size="total" />
      <Figure amount={1284550} size="total" />
      <Figure amount={7587} size="large" />
      <Figure amount={7587} />
      <Figure amount={7587} size="strong" />
    </Specimen>
  )
}

function Words() {
  return (
    <>
      <Specimen name="Notice" about="What happened and what can be done, in its place.">
        <Notice tone="plain" title="The scanner is set up" />
        <Notice
          tone="caution"
          title="Not found: 4006381333931"
          acts={
            <Button onPress={nothing} printedKey="F2">
              Search
            </Button>
          }
        >
          <p>No product here carries this code.</p>
        </Notice>
        <Notice tone="danger" title="Was the card charged?">
          <p>Ask the payment terminal.</p>
        </Notice>
      </Specimen>
      <Specimen name="Sign" about="In the bar: words, then a mark of its own shape, then colour.">
        <div className="specimen-row">
          <Sign tone="plain">Online</Sign>
          <Sign tone="caution">Offline since 10:42</Sign>
          <Sign tone="danger">Printer out of paper</Sign>
        </div>
        <Progress label="Getting goods" />
        <Empty title="Ready for the next customer" hint="Scan something." />
      </Specimen>
    </>
  )
}

function Goods() {
  return (
    <>
      <Specimen name="Tile" about="A department or a product. The hue never tells alone.">
        <div className="tiles">
          <Tile name="Bread" hue={0} onPress={nothing} />
          <Tile name="Soft white bread" size="800 g" price="€1.29" hue={5} onPress={nothing} />
          <Tile
            name="A name that is longer than two lines of a tile can possibly hold"
            size="a long size"
            price="€12.90"
            hue={9}
            onPress={nothing}
          />
        </div>
      </Specimen>
      <Specimen name="Line" about="Selected by arrows; lit once when touched.">
        <ol className="specimen-paper">
          {SAMPLE_LINES.map((line, index) => (
            <CartLine
              key={line.id}
              line={line}
              isSelected={index === 1}
              lit={null}
              onSelect={nothing}
            />
          ))}
        </ol>
      </Specimen>
    </>
  )
}

function Typing() {
  const [text, setText] = useState('')
  return (
    <Specimen name="Field and keypad" about="The keyboard's own digits do the same as the keypad.">
      <Field label="What it is" value={text} onChange={setText} placeholder="Flowers" />
      <Keypad onKey={(key) => setText(key === 'Backspace' ? '' : text + key)} extra="00" />
    </Specimen>
  )
}
