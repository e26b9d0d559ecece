/** Time, identifiers and paper: passed in, never reached for. */
import type { Draft } from '../conversation/types.ts'

export interface Clock {
  now(): Date
}

export interface Ids {
  /** sortable and random (UUIDv7) */
  next(): string
  /** 32 random bytes, base64url */
  token(): string
  /** short code a person can read aloud, such as `K7QF-2M9D` */
  code(): string
}

export interface PrintOrder {
  programmeId: string
  programmeHash: string
  template: string
  fonts: 'song'
  /** everything the template prints, already in words */
  data: unknown
  copies: number
}

export interface Printer {
  /** PDF bytes. @throws when the template does not compile, naming the line. */
  print(order: PrintOrder): Promise<Uint8Array>
  /** Characters no font of the print can show, with the fields they are in. */
  unprintable(entries: Draft['entries']): { field: string; characters: string[] }[]
  close(): Promise<void>
}

/** Secrets at work: hashes and codes that only this installation can make. */
export interface Sealer {
  /** SHA-256, hex */
  hash(text: string): string
  /** 80 bits of HMAC-SHA256 over the canonical JSON, as XXXX-XXXX-XXXX-XXXX */
  checkCode(frozen: unknown): string
}
