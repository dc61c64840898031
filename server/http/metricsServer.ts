import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigError } from '../config.ts'

/** The text of /metrics. */
export type Metrics = () => Promise<{ readonly type: string; readonly text: string }>

export interface MetricsServer {
  readonly port: number
  close(): Promise<void>
}

const OWN_ADDRESS = '127.0.0.1'

/**
 * Serves /metrics, and nothing else, to programs on this machine: on a port of its own, because behind a proxy the other one cannot tell them from
 * the world. Throws ConfigError when the port is taken.
 */
export async function serveMetrics(port: number, metrics: Metrics): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end()
    metrics().then(
      ({ type, text }) => response.writeHead(200, { 'Content-Type': type }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', () => reject(new ConfigError(`METRICS_PORT must be one that is free: ${port} at ${OWN_ADDRESS} is not.`)))
    server.listen(port, OWN_ADDRESS, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
