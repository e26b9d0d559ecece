/** What an utterance can mean. The machine and the turn know only commands, never words. */

export type Track = 'eligibility' | 'area' | 'filing'

export type Command =
  | { type: 'answer'; field: string; raw: string | string[] }
  | { type: 'answer-row'; field: string; rows: Record<string, string>[] }
  | { type: 'remove-row'; field: string; row: number }
  | { type: 'done'; field: string }
  | { type: 'correct'; field: string; raw: string }
  | { type: 'go-to'; field: string }
  | { type: 'last-wrong' }
  | { type: 'begin'; track: Track }
  | { type: 'ask'; text: string; answers: string[] }
  | { type: 'clarify'; text: string; answers: string[] }
  | { type: 'topics'; text: string }
  | { type: 'back' }
  | { type: 'skip' }
  | { type: 'repeat' }
  | { type: 'undo' }
  | { type: 'show'; what: 'summary' | 'areas' | 'status' | 'code' }
  | { type: 'help' }
  | { type: 'menu' }
  | { type: 'cancel' }
  | { type: 'resume' }
  | { type: 'check' }
  | { type: 'submit' }
  | { type: 'recall' }
  | { type: 'restart' }
  | { type: 'hand-off' }
  | { type: 'language'; code: string }
  | { type: 'affirm' }
  | { type: 'deny' }
  | { type: 'chat'; kind: string }
  | { type: 'stale' }
  | { type: 'unclear'; text: string }
