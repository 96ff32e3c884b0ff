import { expect, lines, scan, test } from './shop.ts'

/** Two beers of the demo's groceries carry this code. */
const SHARED = { code: '5901359000237', second: 'Tyskie Grand Prix' }

test('where two products carry one code the cashier chooses, and only that one is sold', async ({
  counter,
}) => {
  await counter.keyboard.type('2')
  await counter.keyboard.type('*')
  await expect(counter.getByText('2 ×')).toBeVisible()
  await scan(counter, SHARED.code)
  const question = counter.getByRole('alert').filter({ hasText: 'Which one is it?' })
  await expect(question.getByRole('button', { name: /Tyskie/ })).toHaveCount(2)
  await expect(lines(counter)).toHaveCount(0)
  const choice = question.getByRole('button', { name: SHARED.second })
  const key = await choice.getByText(/^[12]$/).textContent()
  await counter.keyboard.press(key ?? '')
  await expect(lines(counter)).toHaveCount(1)
  await expect(lines(counter).first()).toContainText(SHARED.second)
  await expect(lines(counter).first()).toContainText('2')
  await expect(question).toBeHidden()
})
