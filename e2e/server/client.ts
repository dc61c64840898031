import type { Floor } from '../../shared/floor/model.ts'
import type { Me, RefusalBody } from '../../shared/http.ts'

export const PASSWORD = 'en lång mening som lösenord'

/** An account that talks to the server over HTTP, without a browser. */
export interface Client {
  readonly me: Me
  /** The session, as `name=value`. */
  readonly cookie: string
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  put<T>(path: string, body: unknown): Promise<T>
  patch<T>(path: string, body: unknown): Promise<T>
  floor(): Promise<{ rev: number; floor: Floor }>
}

/** Sessions that the servers of this process have had since before they started, by user name: a password is slow to check, on purpose. */
const sessions = new Map<string, string>()

/** Keeps a session that is in the record of every server to come. */
export function keepSession({ me, cookie }: Client): void {
  sessions.set(me.username, cookie)
}

/** The kept session of this user, as `name=value`; undefined where there is none, or the server knows it no more. */
export async function keptSession(url: string, username: string): Promise<string | undefined> {
  const cookie = sessions.get(username)
  if (!cookie) return undefined
  const { ok } = await fetch(`${url}/api/me`, { headers: { cookie } })
  return ok ? cookie : undefined
}

/** Signs in, in the kept session if there is one and no other password is given; throws when the server refuses. */
export async function signIn(url: string, username: string, password?: string): Promise<Client> {
  const kept = password === undefined ? await keptSession(url, username) : undefined
  const response = kept
    ? await send(url, 'GET', '/api/me', undefined, kept)
    : await send(url, 'POST', '/api/session', { username, password: password ?? PASSWORD })
  const cookie = kept ?? response.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error('the server set no cookie')
  const me = (await response.json()) as Me
  const ask = async <T>(method: string, path: string, body?: unknown) => (await (await send(url, method, path, body, cookie)).json()) as T
  return {
    me,
    cookie,
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
    patch: (path, body) => ask('PATCH', path, body),
    floor: () => ask('GET', '/api/floor'),
  }
}

async function send(url: string, method: string, path: string, body?: unknown, cookie?: string): Promise<Response> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...(cookie ? { cookie } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (response.ok) return response
  const { refusal } = (await response.json().catch(() => ({ refusal: { code: 'no body' } }))) as RefusalBody
  throw new Error(`${method} ${path}: ${response.status} ${refusal.code} ${refusal.field ?? ''} ${refusal.detail ?? ''}`)
}
