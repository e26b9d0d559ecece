/** A ZIP archive that is made as it is read: of its files one at a time is in memory. */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { makeZip } from 'client-zip'
import type { BundleFile } from '../ports/outside.ts'

/** Archives of any size and number of files (ZIP64); nothing is packed smaller, for PDF and pictures already are. */
export function zipStream(files: AsyncIterable<BundleFile>): Readable {
  return Readable.fromWeb(makeZip(entriesOf(files)) as ReadableStream)
}

async function* entriesOf(files: AsyncIterable<BundleFile>) {
  for await (const { name, content, at } of files) yield { name, input: content, lastModified: at }
}
