/** Options of the command line laid over the environment. */
import { type Config, readConfig } from '../config.ts'

export interface Overrides {
  now?: string
  port?: string
  data?: string
}

export function configFrom({ now, port, data }: Overrides): Config {
  const environment = { ...process.env }
  if (data) environment.SHENBAO_DATA = data
  if (port) environment.PORT = port
  if (now) environment.SHENBAO_NOW = now
  return readConfig(environment)
}
