/** What was ordered: the orders that a delivery may be of, and what a list brings of one. */
import type { OpenOrderView, OrderView } from '../../../src/contract/terminal/stock.ts'
import { ofOrder } from '../../acts/stock.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'

interface OpenOrdersProps {
  readonly orders: readonly OpenOrderView[]
  readonly onChosen: () => void
}

export function OpenOrders({ orders, onChosen }: OpenOrdersProps) {
  const say = useSay()
  const desk = useDesk()
  if (orders.length === 0) return null
  const choose = (order: string) => {
    onChosen()
    void ofOrder(desk, order)
  }
  return (
    <section className="stock-orders" aria-label={say('stock-work.orders')}>
      <h2>{say('stock-work.orders')}</h2>
      {orders.map((each) => (
        <Button key={each.order} onPress={() => choose(each.order)}>
          <OrderName order={each} />
        </Button>
      ))}
    </section>
  )
}

function OrderName({ order }: { readonly order: OpenOrderView }) {
  const say = useSay()
  const { number, reference, supplier, complete, lines, expected, isTransfer } = order
  return (
    <span className="stock-order-name">
      <bdi>{`${supplier} · ${number}`}</bdi>
      <small>
        <bdi>
          {[
            isTransfer ? say('stock-work.order.transfer') : '',
            reference === null ? '' : say('stock-work.order.reference', { reference }),
            say('stock-work.order.complete', { complete, lines }),
            expected ?? '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </bdi>
      </small>
    </span>
  )
}

/** What was sent to other stores, and whether it has come there. */
export function SentTransfers() {
  const say = useSay()
  const format = useFormat()
  const sent = useReading((client) => client.stock.sent(), 'sent')
  if (sent.state !== 'ready' || sent.value.length === 0) return null
  return (
    <section className="stock-orders" aria-label={say('stock-work.sent')}>
      <h2>{say('stock-work.sent')}</h2>
      <ul>
        {sent.value.map(({ transfer, to, number, sentAt, state, complete, lines }) => (
          <li key={transfer} className="stock-order-name">
            <bdi>{`${to} · ${number}`}</bdi>
            <small>
              {[
                state === 'open'
                  ? say('stock-work.order.complete', { complete, lines })
                  : say(`stock-work.sent.${state}`),
                format.moment(sentAt),
              ].join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function OrderProgress({ order }: { readonly order: OrderView }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const columns = ['ordered', 'came', 'here'] as const
  return (
    <section className="stock-order" aria-label={say('stock-work.order')}>
      <header>
        <h2>
          <bdi>
            {[order.supplier, order.number, order.reference ?? ''].filter(Boolean).join(' · ')}
          </bdi>
        </h2>
        <Button tone="quiet" onPress={() => void ofOrder(desk, null)}>
          {say('stock-work.order.none')}
        </Button>
      </header>
      <div className="stock-order-rows">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('stock-work.order.goods')}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {say(`stock-work.order.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <tr key={line.item} data-over={line.came + line.here > line.ordered || undefined}>
                <th scope="row">
                  <bdi>{line.name}</bdi>
                  {line.supplierNumber !== null && (
                    <small>
                      <bdi>{line.supplierNumber}</bdi>
                    </small>
                  )}
                </th>
                {columns.map((column) => (
                  <td key={column}>{format.quantity(line[column], line.unit)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
