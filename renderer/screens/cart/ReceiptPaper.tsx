/** The receipt of the sale that was just made, drawn from the very document that is printed. */
import type { ReceiptDocument, ReceiptElement } from '../../../src/domain/receipt/document.ts'
import { useSay } from '../../language/language.tsx'
import { Code128 } from '../panels/Code128.tsx'
import { Logo, LogoPicture } from './Logo.tsx'
import { QrCode } from './QrCode.tsx'
import './receipt.css'

export function ReceiptPaper({ document }: { document: ReceiptDocument }) {
  const say = useSay()
  return (
    <section className="receipt" aria-label={say('done.receipt')}>
      <div className="receipt-paper" lang={document.language} dir={document.direction}>
        {document.elements.map((element, index) => (
          <Element key={index} element={element} />
        ))}
      </div>
    </section>
  )
}

function Element({ element }: { element: ReceiptElement }) {
  switch (element.kind) {
    case 'text':
      return (
        <p data-align={element.align} data-bold={element.bold} data-size={element.size}>
          {element.text}
        </p>
      )
    case 'row':
      return (
        <p className="receipt-row" data-bold={element.bold} data-size={element.size}>
          <span>{element.start}</span>
          <span>{element.end}</span>
        </p>
      )
    case 'rule':
      return <hr />
    case 'space':
      return <div className="receipt-space" />
    case 'credit-code':
      return null
    case 'logo':
      return <Logo />
    case 'picture':
      return <LogoPicture logo={element} />
    case 'code128':
      return (
        <div className="receipt-code">
          <Code128 text={element.data} />
          <p>{element.data}</p>
        </div>
      )
    case 'qr':
      return (
        <div className="receipt-code" data-qr="">
          <QrCode text={element.data} />
        </div>
      )
  }
}
