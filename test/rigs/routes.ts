/** Every route that an application has, as its own router lists them: none can be forgotten. */
import type { FastifyInstance } from 'fastify'

export interface Route {
  method: string
  /** such as `/api/drafts/:id` */
  path: string
}

/** HEAD and OPTIONS aside. */
export function routesOf(app: FastifyInstance): Route[] {
  const above: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', , methods = ''] =
        /^([│ ├└─]*)(\S.*?)( \(([A-Z, ]+)\))?$/.exec(line) ?? []
      const depth = indent.length / 4 - 1
      if (depth < 0) return []
      const path = `${above[depth - 1] ?? ''}${part}`
      above[depth] = path
      return methods
        .split(', ')
        .filter((method) => method !== '' && method !== 'HEAD' && method !== 'OPTIONS')
        .map((method) => ({ method, path }))
    })
}
