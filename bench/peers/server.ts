/**
 * `node server.ts <peer>`: one peer behind a bare HTTP server in a process of its own, reached as ours is. Writes its address
 * when it listens; ends with its input.
 */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import type { Say } from './drive.ts'
import { opener } from './openers.ts'

const open = opener(process.argv[2])
const talks: Promise<Say>[] = []

async function begin(): Promise<number> {
  const person = talks.length
  talks.push(open(person))
  await talks[person]
  return person
}

const server = http.createServer(async (request, response) => {
  const { person, text } = (await json(request)) as { person?: number; text?: string }
  const said = person === undefined ? await begin() : await (await talks[person])?.(text ?? '')
  const body = Buffer.from(JSON.stringify(said))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
})
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.stdin.resume().once('end', () => process.exit())
