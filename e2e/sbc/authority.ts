import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Papers } from './carrier.ts'

/** Who signs certificates, for one test. Must be removed. */
export interface Authority {
  /** File of its own certificate. */
  readonly file: string
  /** A certificate for this IP address, and its key. */
  issue(address: string): { readonly certFile: string; readonly keyFile: string; readonly papers: Papers }
  remove(): void
}

/** Makes one by openssl, as who runs a border controller would. */
export function foundAuthority(): Authority {
  const dir = mkdtempSync(join(tmpdir(), 'lyhord-authority-'))
  const at = (name: string) => join(dir, name)
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  openssl(...request, '-subj', '/CN=Authority', '-keyout', at('ca.key'), '-out', at('ca.pem'))
  let issued = 0
  return {
    file: at('ca.pem'),
    issue(address) {
      const name = `${++issued}`
      openssl(
        ...[...request, '-subj', `/CN=${address}`, '-addext', `subjectAltName=IP:${address}`, '-addext', 'basicConstraints=CA:FALSE'],
        ...['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)],
      )
      const read = (file: string) => readFileSync(at(file), 'utf8')
      const papers = { cert: read(`${name}.pem`), key: read(`${name}.key`), ca: read('ca.pem') }
      return { certFile: at(`${name}.pem`), keyFile: at(`${name}.key`), papers }
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}
