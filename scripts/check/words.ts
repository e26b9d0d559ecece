import ts from 'typescript'
import { type Allowance, type Finding, judge, type Report } from './report.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

/** Files of src/ whose literals may hold Chinese. Keep it empty; else say why a person never reads them. */
const allowed: Allowance[] = [
  { path: 'src/language/numerals.ts', why: 'numerals that people type; read, never shown' },
  { path: 'src/documents/coverage.ts', why: 'the mark printed for a missing character; a glyph, not a word' },
]

const cjk =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u

/** Words that people read live in locales/ and flows/: no CJK in a string, template or JSX text of src/. Comments and regular expressions may hold it. */
export function checkWords(root: string, allowance = allowed): Report {
  const files = sourceFiles(root)
  return judge(
    files.flatMap(wordsIn),
    allowance,
    `${files.length} files`,
    'Move the words to locales/<lang>.yaml (the assistant’s own) or flows/<programme>/text/ (the programme’s) and use their key.',
  )
}

function wordsIn({ path, text }: SourceFile): Finding[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, scriptKind(path))
  const findings: Finding[] = []
  const visit = (node: ts.Node): void => {
    if (isText(node) && (cjk.test(node.text) || cjk.test(node.getText(source)))) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      findings.push({ path, line: line + 1, what: node.getText(source).trim().slice(0, 80) })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return findings
}

const scriptKind = (path: string) => (path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteral(node) ||
  ts.isNoSubstitutionTemplateLiteral(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddle(node) ||
  ts.isTemplateTail(node) ||
  ts.isJsxText(node)
