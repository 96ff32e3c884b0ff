/** Makes one backup after the other until it is killed; says when it begins. */
import { writeSync } from 'node:fs'
import { makeBackup } from '../../src/store/backup.ts'
import { START } from './shop.ts'

export type Word = 'begins'

const BEGINS: Word = 'begins'
const [file] = process.argv.slice(2)
writeSync(1, `${BEGINS}\n`)
for (let at = START; ; at += 1000) await makeBackup({ file: file!, at })
