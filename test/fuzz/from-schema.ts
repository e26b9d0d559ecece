/** Data that a JSON schema allows, more or less. */
import fc from 'fast-check'
import { json, shortText, text } from './arbitraries.ts'

export type Schema = { [key: string]: unknown } & {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  additionalProperties?: Schema | boolean
  format?: string
  maxLength?: number
  minLength?: number
  minimum?: number
  maximum?: number
}

/** What the house really has for a property of this name, by which a request comes further than its check. */
export type Known = (name: string) => fc.Arbitrary<string>

export function fromSchema(schema: Schema, known: Known, name = ''): fc.Arbitrary<unknown> {
  const of = (inner: Schema): fc.Arbitrary<unknown> => fromSchema(inner, known, name)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(of))
  if (schema.allOf) return fc.tuple(...schema.allOf.map(of)).map((parts) => Object.assign({}, ...parts))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known)
    case 'array':
      return fc.array(of(schema.items ?? {}), { maxLength: 4 })
    case 'string':
      return stringOf(schema, known(name))
    case 'integer':
      if (name === 'version' || name === 'revision') return fc.nat(4)
      return fc.oneof(
        fc.integer({ min: schema.minimum ?? -3, max: Math.min(schema.maximum ?? 40, 9_999) }),
        fc.constant(0),
      )
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return json
  }
}

function objectOf(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, fromSchema(inner, known, name)]),
  )
  const more = schema.additionalProperties
  const rest =
    typeof more === 'object'
      ? fc.array(fc.tuple(fc.oneof(known('fields'), shortText), fromSchema(more, known)), { maxLength: 4 })
      : fc.constant([])
  const required = schema.required ?? []
  return fc
    .tuple(fc.record(model, { requiredKeys: required.filter((name) => name in model) }), rest)
    .map(([own, pairs]) => ({ ...Object.fromEntries(pairs), ...own }))
}

const DAYS = ['2021-04-12', '2023-12-31', '2021-02-30', '0001-01-01', '9999-12-31']

function stringOf({ format, maxLength, pattern }: Schema, known: fc.Arbitrary<string>): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof(known, fc.uuid())
  if (format === 'date') return fc.constantFrom(...DAYS)
  if (format === 'date-time')
    return fc.constantFrom(...DAYS.map((day) => `${day}T10:00:00Z`), '2021-04-12T10:00:00+08:00')
  if (format === 'email') return fc.oneof(fc.emailAddress(), known)
  const fitting = maxLength === undefined ? text : text.map((one) => one.slice(0, maxLength))
  const unique = fc.uuid()
  return pattern
    ? fc.oneof(
        { weight: 5, arbitrary: unique },
        { weight: 1, arbitrary: known },
        { weight: 1, arbitrary: fitting },
      )
    : fc.oneof(known, shortText, fitting, unique)
}
