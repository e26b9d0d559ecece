/** A ZIP archive that is made as it is read: of its files one at a time is in memory. */
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { makeZip } from 'client-zip'
import { Temporal } from 'temporal-polyfill'
import type { BundleFile } from '../ports/outside.ts'

/**
 * Archives of any size and number of files (ZIP64); nothing is packed smaller, for PDF and pictures already are.
 * @param zone whose clock the files are dated by, for an archive knows no zones; left out: that of this machine
 */
export function zipStream(files: AsyncIterable<BundleFile>, zone?: string): Readable {
  return Readable.fromWeb(makeZip(entriesOf(files, zone)) as ReadableStream)
}

async function* entriesOf(files: AsyncIterable<BundleFile>, zone?: string) {
  for await (const { name, content, at } of files)
    yield { name, input: content, lastModified: zone === undefined ? at : shownIn(zone, at) }
}

/** A moment that this machine's clock shows as the zone's clock shows `at`. */
function shownIn(zone: string, at: Date): Date {
  const { year, month, day, hour, minute, second } = Temporal.Instant.fromEpochMilliseconds(
    at.getTime(),
  ).toZonedDateTimeISO(zone)
  return new Date(year, month - 1, day, hour, minute, second)
}
