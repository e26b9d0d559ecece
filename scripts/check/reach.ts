import ts from 'typescript'
import type { Finding } from './report.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

const pure = /^src\/(contract|programme|language|conversation|casework|enquiry|ports)\//
const globals = [
  'process',
  'console',
  'fetch',
  'crypto',
  'performance',
  'globalThis',
  'Buffer',
  'localStorage',
]
const timers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']
const calls = ['Date.now', 'Math.random', 'Temporal.Now']

/** Where a pure room reaches for the clock, chance, the network or the process without importing anything. */
export function reachesOutside(root: string): Finding[] {
  return sourceFiles(root)
    .filter(({ path }) => pure.test(path))
    .flatMap(reachesIn)
}

function reachesIn({ path, text }: SourceFile): Finding[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const findings: Finding[] = []
  const visit = (node: ts.Node): void => {
    const what = reach(node, source)
    if (what) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      findings.push({ path, line: line + 1, what })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return findings
}

function reach(node: ts.Node, source: ts.SourceFile): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText(source) === 'Date' && !node.arguments?.length) {
    return 'new Date()'
  }
  if (ts.isPropertyAccessExpression(node)) {
    const path = node.getText(source)
    const root = node.expression.getText(source)
    return calls.includes(path) ? path : globals.includes(root) ? path : undefined
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    const name = node.expression.text
    return [...globals, ...timers].includes(name) ? `${name}()` : undefined
  }
  return undefined
}
