/** Traces by OpenTelemetry, sent to a collector. Loaded only where there is one. */
import { context, type Span, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  type IdGenerator,
  ParentBasedSampler,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'

export interface TraceSettings {
  /** base address of a collector that takes OTLP over HTTP, such as http://127.0.0.1:4318 */
  endpoint: string
  /** 0 … 1: which part of the traces that begin here is kept */
  ratio: number
  version: string
}

type Attributes = Record<string, string | number>

export interface TurnSpan {
  /** id of the trace, 32 hexadecimal digits */
  traceId: string
  /** a part of the turn, with its times in ms since 1970 */
  part(name: string, from: number, to: number): void
  /** `why`: the kind of a failure */
  end(attributes: Attributes, why?: string): void
}

export interface Traces {
  turn(activityId: string, traceparent: string | null, startedAt: number): TurnSpan
  /** A send that has ended, linked to the turn that said it. */
  sent(activityId: string, startedAt: number, attributes: Attributes, why?: string): void
  close(): Promise<void>
}

/** Ids come from the id of the activity, so that whoever sends its replies, on any node, knows its trace. */
const traceIdOf = (activityId: string): string => activityId.replaceAll('-', '')
const spanIdOf = (activityId: string): string => traceIdOf(activityId).slice(16)

/** Random ids, but for the span that is announced. */
class AnnouncedIds implements IdGenerator {
  next: string | null = null
  private readonly random = new RandomIdGenerator()

  generateTraceId(): string {
    return this.next ? traceIdOf(this.next) : this.random.generateTraceId()
  }

  generateSpanId(): string {
    return this.next ? spanIdOf(this.next) : this.random.generateSpanId()
  }
}

/** Starts sending traces; `close` sends what is left. */
export function openTraces({ endpoint, ratio, version }: TraceSettings): Traces {
  const ids = new AnnouncedIds()
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'shenbao', 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  })
  const tracer = provider.getTracer('shenbao', version)
  return {
    turn(activityId, traceparent, startTime) {
      const caller = traceparent ? spanContextOf(traceparent) : null
      const parent = caller ? trace.setSpanContext(context.active(), caller) : context.active()
      ids.next = activityId
      const span = tracer.startSpan('turn', { kind: SpanKind.SERVER, startTime }, parent)
      ids.next = null
      const within = trace.setSpan(context.active(), span)
      return {
        traceId: span.spanContext().traceId,
        part: (name, from, to) => tracer.startSpan(name, { startTime: from }, within).end(to),
        end: (attributes, why) => finish(span, attributes, why),
      }
    },
    sent(activityId, startTime, attributes, why) {
      const said = {
        traceId: traceIdOf(activityId),
        spanId: spanIdOf(activityId),
        traceFlags: TraceFlags.SAMPLED,
      }
      // the same trace, so that a sample keeps both or neither, and a link besides: it does not belong into the time of the turn
      const parent = trace.setSpanContext(context.active(), { ...said, isRemote: true })
      const kept = new TraceIdRatioBasedSampler(ratio).shouldSample(null, said.traceId)
      if (kept.decision === 0) return
      const options = { kind: SpanKind.CLIENT, startTime, links: [{ context: said }] }
      finish(tracer.startSpan('deliver', options, parent), attributes, why)
    },
    close: () => provider.shutdown().catch(() => {}),
  }
}

function finish(span: Span, attributes: Attributes, why?: string): void {
  span.setAttributes(attributes)
  if (why) span.setStatus({ code: SpanStatusCode.ERROR, message: why })
  span.end()
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

function spanContextOf(traceparent: string) {
  const [, traceId = '', spanId = '', flags = '00'] = TRACEPARENT.exec(traceparent) ?? []
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }
}
