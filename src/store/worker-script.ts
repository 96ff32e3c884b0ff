/** What runs in the worker thread: one long piece of work, and then the end. */
import { parentPort, workerData } from 'node:worker_threads'
import { StoreFailure } from '../ports/store.ts'
import { makeBackup } from './backup.ts'
import { writeBooks } from './books/write.ts'
import { asStoreFailure } from './sqlite-failure.ts'
import { verifyDatabase, type Progress } from './verify.ts'
import type { Order, Report } from './worker.ts'

const report = (message: Report): void => parentPort?.postMessage(message)
const onProgress = (progress: Progress): void => report({ kind: 'progress', progress })

try {
  report({ kind: 'done', answer: await work(workerData as Order) })
} catch (error) {
  const failure = asStoreFailure(error)
  const { message } = failure instanceof Error ? failure : new Error(String(failure))
  const code = failure instanceof StoreFailure ? failure.code : undefined
  report({ kind: 'failed', code, message })
}

function work(order: Order): unknown {
  switch (order.kind) {
    case 'verify':
      return verifyDatabase(order.file, { check: 'full', onProgress })
    case 'backup':
      return makeBackup({ ...order, onProgress })
    case 'books':
      return writeBooks(order)
  }
}
