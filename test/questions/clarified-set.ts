/** The clarifications that the assistant is measured with, and the questions that ask for them. */
import fs from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import type { ClarificationRecord } from '../../src/ports/desk.ts'

interface Written {
  number: number
  clauses: string[]
  words: ClarificationRecord['words']
  asked: string[]
  asking: string[]
}

const file = path.join(import.meta.dirname, 'clarifications.yaml')
const written = parse(fs.readFileSync(file, 'utf8')) as Written[]

/** A published clarification with these words; what is not given is made up. */
export function published(change: Partial<ClarificationRecord> & { number: number }): ClarificationRecord {
  return {
    id: `00000000-0000-7000-8000-${String(change.number).padStart(12, '0')}`,
    programmeId: 'any',
    status: 'published',
    words: {},
    clauses: [],
    asked: [],
    proposedBy: 'one',
    proposedAt: new Date('2021-04-14T10:00:00+08:00'),
    decidedBy: 'two',
    decidedAt: new Date('2021-04-15T10:00:00+08:00'),
    reason: null,
    withdrawnBy: null,
    withdrawnAt: null,
    enquiries: [],
    version: 1,
    ...change,
  }
}

export const threeClarifications = written.map(({ asking: _, ...record }) => published(record))

/** Questions with the answer they ask for. */
export const askingForThem = written.flatMap(({ number, asking }) =>
  asking.map((ask) => ({ ask, wanted: `clarification-${number}` })),
)
