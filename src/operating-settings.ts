/** Settings for those who run it: metrics, traces and stopping. */
import { z } from 'zod'

const seconds = (most: number, otherwise: number) => z.coerce.number().min(0).max(most).default(otherwise)

/** Variables of the environment. */
export const operatingShape = {
  SHENBAO_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  SHENBAO_METRICS_HOST: z.string().default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  SHENBAO_RETENTION: z.enum(['off', 'daily']).default('off'),
  SHENBAO_STOP_GRACE: seconds(300, 0),
  SHENBAO_STOP_DEADLINE: seconds(600, 25),
}

const shape = z.object(operatingShape)

export interface OperatingSettings {
  /** where metrics are served; null: nowhere */
  metrics: { host: string; port: number } | null
  /** who takes traces; null: nobody */
  traces: { endpoint: string; ratio: number } | null
  /** what has been kept long enough goes by itself, each night */
  retains: boolean
  /** how long it says that it is about to stop before it does */
  stopGraceMs: number
  /** stopping never takes longer */
  stopDeadlineMs: number
}

export function operatingOf(env: z.infer<typeof shape>): OperatingSettings {
  const { SHENBAO_METRICS_PORT: port, SHENBAO_METRICS_HOST: host } = env
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = env
  return {
    metrics: port === undefined ? null : { host, port },
    traces: endpoint ? { endpoint, ratio } : null,
    retains: env.SHENBAO_RETENTION === 'daily',
    stopGraceMs: env.SHENBAO_STOP_GRACE * 1_000,
    stopDeadlineMs: env.SHENBAO_STOP_DEADLINE * 1_000,
  }
}
