/** The versions of programmes that were in force. */

/** One content that a programme folder has had. */
export interface ProgrammeVersion {
  programmeId: string
  hash: string
  /** of this programme, from 1, in the order in which contents were found */
  number: number
  /** when it was found first */
  since: Date
  /** when it was put in force last */
  published: Date
  /** the one that holds: no other was put in force later */
  inForce: boolean
  /** drafts pinned to it, handed in or not */
  drafts: number
}

export interface ProgrammeStore {
  /**
   * Keeps the files for ever and puts them in force. Known content keeps its files and its number, and is that version
   * again; what is in force already is not put in force once more.
   */
  publish(version: {
    hash: string
    programmeId: string
    files: Record<string, string>
    at: Date
  }): Promise<void>
  files(hash: string): Promise<Record<string, string> | null>
  /** Every version of a programme (null: of all), by programme and number. */
  versions(programmeId: string | null): Promise<ProgrammeVersion[]>
}
