/** What one step of the check found: `summary` on its line, `output` in full when it failed. */
export interface Report {
  ok: boolean
  summary: string
  output: string
}

/** A place where a rule may be broken, and why. An allowance that is no longer needed is itself a finding. */
export interface Allowance {
  path: string
  why: string
}

export interface Finding {
  path: string
  line: number
  what: string
}

/** Findings outside the allowed files, and allowances that allow nothing. */
export function judge(findings: Finding[], allowed: Allowance[], read: string, advice: string): Report {
  const open = findings.filter((f) => !allowed.some((a) => a.path === f.path))
  const idle = allowed.filter((a) => !findings.some((f) => f.path === a.path))
  const output = [
    ...open.map((f) => `${f.path}:${f.line}  ${f.what}`),
    ...idle.map((a) => `${a.path}  is allowed (“${a.why}”) but needs no allowance: take it off the list`),
  ]
  const ok = output.length === 0
  return { ok, summary: read, output: ok ? '' : [...output, advice].join('\n') }
}
