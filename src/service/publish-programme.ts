/** Puts the content of a programme folder in force: kept for ever, and talked about from now on. */
import type { Clock } from '../ports/outside.ts'
import type { ProgrammeStore } from '../ports/programmes.ts'
import type { Programme } from '../programme/schema.ts'
import type { Libraries } from './libraries.ts'

/** A folder as it was read: its files, their content hash, and the programme they make. */
export interface ReadFolder {
  files: Record<string, string>
  hash: string
  programme: Programme
}

export async function publishProgramme(
  { files, hash, programme }: ReadFolder,
  { programmes, libraries, clock }: { programmes: ProgrammeStore; libraries: Libraries; clock: Clock },
): Promise<void> {
  await programmes.publish({ hash, programmeId: programme.id, files, at: clock.now() })
  libraries.add(programme, await programmes.versions(programme.id))
}
