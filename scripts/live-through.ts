/**
 * `npm run live-through -- [--keep DIR]`: two applications of the 2021 programme from filing to certificate and to automatic
 * termination, the clock moved on from step to step, every word told. `--keep` leaves the papers in a directory.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { liveThrough } from '../test/rigs/live-through.ts'

const { values } = parseArgs({ options: { keep: { type: 'string' } } })

const { certificate, letter, archive } = await liveThrough(({ on, who, what }) =>
  console.log(`${on}  ${who}\n${what.replace(/^/gm, '    ')}\n`),
)
if (values.keep) {
  await mkdir(values.keep, { recursive: true })
  await writeFile(path.join(values.keep, 'certificate.pdf'), certificate)
  await writeFile(path.join(values.keep, 'termination.pdf'), letter)
  await writeFile(path.join(values.keep, 'archive.zip'), archive)
  console.log(`Kept in ${values.keep}: certificate.pdf, termination.pdf, archive.zip`)
}
