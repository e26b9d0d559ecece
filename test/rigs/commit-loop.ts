/** Commits turns in a directory for ever and says so after each; first proves that all earlier ones are there. */
import fs from 'node:fs'
import path from 'node:path'
import { openStore } from '../../src/store/open-store.ts'
import { begin, turnOf } from './turns.ts'

const dataDir = process.argv[2] ?? ''
const store = await openStore({ dataDir })
const log = path.join(dataDir, 'acknowledged')

for (const key of fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n') : []) {
  const replies = await store.repliesOf(key.split('/')[0] ?? '', key)
  if (replies?.length !== 2) console.log(`missing ${key}`)
}
console.log('ready')
const id = await begin(store)
for (let version = 0; ; version++) {
  const key = `${id}/${version}`
  await store.commit(turnOf(id, version, key, { push: true }))
  fs.appendFileSync(log, `${key}\n`)
  console.log(`taken ${key}`)
}
