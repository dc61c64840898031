import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Db } from '../record/open.ts'
import { cookieNamed, cookieValue } from './cookies.ts'

/** So many people of one device are known at once; the one who signed in longest ago is forgotten. */
const MOST_PEOPLE = 8
const MARK_BYTES = 16
/** As long as browsers keep a cookie at most. */
const LIFE_S = 400 * 86_400
const META = 'device key'

/**
 * Devices that somebody has signed in from before, as a signed cookie (OWASP, "Device Cookies"): wrong passwords from elsewhere do not
 * slow such a device down. It says nothing of who has signed in, holds no right, and the server keeps no list of them.
 */
export interface Devices {
  /** The random name of the device that has this cookie header, if this user has signed in from it before; else null. */
  knownTo(username: string, cookieHeader: string | undefined): string | null
  /** The `Set-Cookie` value after this user has signed in with this cookie header. */
  remember(username: string, cookieHeader: string | undefined): string
}

/** Devices under the key of the record, which is made at the first use. `secure`: browsers reach the server by HTTPS only. */
export async function createDevices(db: Db, secure: boolean): Promise<Devices> {
  const key = await keyOf(db)
  const name = cookieNamed('lyhord-device', secure)

  const markOf = (device: string, username: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([device, username]))
      .digest()
      .subarray(0, MARK_BYTES)
      .toString('base64url')

  function read(cookieHeader: string | undefined): { readonly device: string; readonly marks: readonly string[] } | null {
    const [device = '', ...marks] = cookieValue(cookieHeader, name)?.split('.') ?? []
    return /^[\w-]{22}$/.test(device) ? { device, marks: marks.slice(0, MOST_PEOPLE) } : null
  }

  return {
    knownTo(username, cookieHeader) {
      const found = read(cookieHeader)
      if (!found) return null
      const right = Buffer.from(markOf(found.device, username))
      const known = found.marks.some((mark) => mark.length === right.length && timingSafeEqual(Buffer.from(mark.slice(0, 22)), right))
      return known ? found.device : null
    },

    remember(username, cookieHeader) {
      const found = read(cookieHeader)
      const device = found?.device ?? randomBytes(MARK_BYTES).toString('base64url')
      const mark = markOf(device, username)
      const marks = [mark, ...(found?.marks ?? []).filter((other) => other !== mark && /^[\w-]{22}$/.test(other))].slice(0, MOST_PEOPLE)
      return `${name}=${[device, ...marks].join('.')}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}; Max-Age=${LIFE_S}`
    },
  }
}

async function keyOf(db: Db): Promise<Buffer> {
  await db
    .insertInto('meta')
    .values({ name: META, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { value } = await db.selectFrom('meta').select('value').where('name', '=', META).executeTakeFirstOrThrow()
  return Buffer.from(value, 'base64url')
}
