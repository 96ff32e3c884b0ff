/** Long work on a database, in a thread of its own over a connection of its own that only reads. */
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { StoreFailure } from '../ports/store.ts'
import type { MadeBackup } from './backup.ts'
import type { BooksOrder, UnsignedBooks } from './books/write.ts'
import type { Progress, Verification } from './verify.ts'

export type Order =
  | { readonly kind: 'verify'; readonly file: string }
  | {
      readonly kind: 'backup'
      readonly file: string
      readonly at: number
      readonly target?: string
    }
  | ({ readonly kind: 'books' } & BooksOrder)

export type Report =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly answer: unknown }
  | {
      readonly kind: 'failed'
      readonly code: StoreFailure['code'] | undefined
      readonly message: string
    }

export interface LongWork<Answer> {
  /** Rejects with `StoreFailure` where the ground gave way, and where it was stopped. */
  readonly done: Promise<Answer>
  stop(): Promise<void>
}

type Listener = (progress: Progress) => void

export function verifyInWorker(file: string, onProgress?: Listener): LongWork<Verification> {
  return start<Verification>({ kind: 'verify', file }, onProgress)
}

export function backupInWorker(
  order: { readonly file: string; readonly at: number; readonly target?: string },
  onProgress?: Listener,
): LongWork<MadeBackup> {
  return start<MadeBackup>({ kind: 'backup', ...order }, onProgress)
}

/** All but the signature; undefined where none of the days is closed. */
export function booksInWorker(order: BooksOrder): LongWork<UnsignedBooks | undefined> {
  return start<UnsignedBooks | undefined>({ kind: 'books', ...order }, undefined)
}

function start<Answer>(order: Order, onProgress: Listener | undefined): LongWork<Answer> {
  // The bundle of the desktop shell keeps the layout of the sources, under another ending.
  const script = new URL(`./worker-script${extname(import.meta.url)}`, import.meta.url)
  const worker = new Worker(script, { workerData: order })
  const done = new Promise<Answer>((resolve, reject) => {
    worker.on('message', (report: Report) => {
      if (report.kind === 'progress') onProgress?.(report.progress)
      if (report.kind === 'done') resolve(report.answer as Answer)
      if (report.kind === 'failed') reject(failureOf(report))
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('the work was stopped')))
  })
  return { done, stop: () => worker.terminate().then(() => undefined) }
}

function failureOf({ code, message }: Extract<Report, { kind: 'failed' }>): Error {
  return code === undefined ? new Error(message) : new StoreFailure(code, message)
}
