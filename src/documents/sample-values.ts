/** Made-up answers that fill every field of a form: for proofs of its layout, never for an application. */
import type { Row, Value } from '../conversation/types.ts'
import type { Column, Field, Programme } from '../programme/schema.ts'

/** A value of the field's type; each `variant` (0, 1, …) gives another one where the type has more than one. */
export function sampleValue(programme: Programme, field: Field, variant: number): Value | undefined {
  switch (field.type) {
    case 'choice':
      return pick(field.options ?? [], variant)
    case 'choices':
      return [pick(field.options ?? [], variant) ?? '']
    case 'topics':
      return [
        pick(
          programme.areas.flatMap((area) => area.topics.map((topic) => topic.id)),
          variant,
        ) ?? '',
      ]
    case 'recommender':
      return pick(
        programme.recommenders.map((body) => body.id),
        variant,
      )
    case 'yes-no':
    case 'acknowledge':
      return variant % 2 === 0
    case 'integer':
    case 'decimal':
    case 'percent':
      return 11 + variant
    case 'date':
      return `${2001 + variant}-01-01`
    case 'rows':
      return [
        Object.fromEntries((field.columns ?? []).map((column) => [column.id, cell(column, variant)])) as Row,
      ]
    case 'files':
      return [
        { id: String(variant), name: `${field.id}-${variant}.pdf`, bytes: 1, mediaType: 'application/pdf' },
      ]
    default:
      return `${field.id} ${variant}`
  }
}

/** With a single option the second variant is no answer at all, which looks different too. */
const pick = (options: readonly string[], variant: number): string | undefined =>
  options.length > 1 ? options[variant % options.length] : variant % 2 === 0 ? options[0] : undefined

function cell(column: Column, variant: number): string | number {
  if (column.type === 'choice') return pick(column.options ?? [], variant) ?? ''
  if (column.type === 'date') return `${2001 + variant}-01-01`
  if (column.type === 'integer' || column.type === 'decimal') return 11 + variant
  return `${column.id} ${variant}`
}
