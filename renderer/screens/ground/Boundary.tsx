/** A fault in drawing never leaves a cashier before an empty screen: it is said, with a way on. */
import { Component, type ReactNode } from 'react'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import './ground.css'

interface BoundaryProps {
  readonly children: ReactNode
}

export class Boundary extends Component<BoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    return this.state.hasFailed ? <Failed /> : this.props.children
  }
}

function Failed() {
  const say = useSay()
  return (
    <main className="ground">
      <div className="ground-text" role="alert">
        <h1>{say('screen.failed')}</h1>
        <p>{say('screen.failed.body')}</p>
        <Button tone="strong" size="large" onPress={() => window.location.reload()}>
          {say('screen.again')}
        </Button>
      </div>
    </main>
  )
}
