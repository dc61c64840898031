import { type Outcome, ok, type Refusal, refuse } from '../../shared/errors.ts'
import type { RefusalBody } from '../../shared/http.ts'
import { tellSessionEnded } from './sessionNews.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * The server's HTTP side (shared/http.ts). The caller names the type of the answer; an answer without a body is `undefined`.
 * Never throws: a refusal of the server is passed on, anything that is no answer of ours (no network, no JSON) is `serverFault`.
 */
export const api = {
  get: <T>(path: string): Promise<Outcome<T>> => send<T>('GET', path),
  /** Sends a file as it is, and anything else as JSON. */
  post: <T>(path: string, body?: unknown): Promise<Outcome<T>> => send<T>('POST', path, body),
  patch: <T>(path: string, body: unknown): Promise<Outcome<T>> => send<T>('PATCH', path, body),
  /** Sends a file as it is, and anything else as JSON. */
  put: <T>(path: string, body: unknown): Promise<Outcome<T>> => send<T>('PUT', path, body),
  del: <T = undefined>(path: string): Promise<Outcome<T>> => send<T>('DELETE', path),
}

/** What may be otherwise in a moment: no network, no answer, a session that must be opened anew. */
export const mayPass = ({ code }: Refusal): boolean => code === 'serverFault' || code === 'timeout' || code === 'notSignedIn'

async function send<T>(method: Method, path: string, body?: unknown): Promise<Outcome<T>> {
  try {
    const response = await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': typeOf(body) }) },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
    })
    const text = await response.text()
    const answer: unknown = text === '' ? undefined : JSON.parse(text)
    if (response.ok) return ok(answer as T)
    if (!isRefusal(answer)) return refuse('serverFault')
    if (answer.refusal.code === 'notSignedIn') tellSessionEnded()
    return { ok: false, refusal: answer.refusal }
  } catch {
    return refuse('serverFault')
  }
}

const typeOf = (body: unknown): string => (body instanceof Blob ? body.type : 'application/json')

function isRefusal(answer: unknown): answer is RefusalBody {
  return typeof answer === 'object' && answer !== null && 'refusal' in answer
}
